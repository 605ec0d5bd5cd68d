package loupe.detect.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Class names as Ultralytics writes them: a Python dictionary {@code {0: 'good', 1: "scratch"}}, or a list. */
final class PythonNames {
    private static final int MOST = 10_000;
    private static final String QUOTED = "(?:'((?:[^'\\\\]|\\\\.)*+)'|\"((?:[^\"\\\\]|\\\\.)*+)\")";
    private static final Pattern ENTRY = Pattern.compile("\\s*+(\\d{1,6})\\s*+:\\s*+" + QUOTED + "\\s*+(,|$)");
    private static final Pattern ITEM = Pattern.compile("\\s*+" + QUOTED + "\\s*+(,|$)");

    private PythonNames() {}

    /** Names by index; empty where the text is no such literal. */
    static List<String> read(String literal) {
        String text = literal.strip();
        if (text.length() < 2) {
            return List.of();
        }
        String inner = text.substring(1, text.length() - 1).strip();
        if (text.startsWith("{") && text.endsWith("}")) {
            return dictionary(inner);
        }
        return text.startsWith("[") && text.endsWith("]") ? list(inner) : List.of();
    }

    private static List<String> dictionary(String inner) {
        Map<Integer, String> names = new TreeMap<>();
        Matcher m = ENTRY.matcher(inner);
        int at = 0;
        while (at < inner.length() && m.find(at) && m.start() == at && names.size() < MOST) {
            names.put(Integer.valueOf(m.group(1)), unescaped(m.group(2), m.group(3)));
            at = m.end();
        }
        boolean whole = at == inner.length() && !names.isEmpty();
        boolean dense = whole && names.keySet().stream().mapToInt(i -> i).max().orElse(0) == names.size() - 1;
        return dense ? List.copyOf(names.values()) : List.of();
    }

    private static List<String> list(String inner) {
        List<String> names = new ArrayList<>();
        Matcher m = ITEM.matcher(inner);
        int at = 0;
        while (at < inner.length() && m.find(at) && m.start() == at && names.size() < MOST) {
            names.add(unescaped(m.group(1), m.group(2)));
            at = m.end();
        }
        return at == inner.length() ? List.copyOf(names) : List.of();
    }

    private static String unescaped(String single, String dual) {
        return (single == null ? dual : single).replaceAll("\\\\(.)", "$1");
    }
}
