package loupe.detect.profile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * As much YAML as settings need: {@code key: value} lines, nested by indentation, lists in brackets or with dashes.
 * Tags, anchors, references and documents are not understood, so nothing in a file can do anything.
 */
final class PlainYaml {
    private static final int MOST_LINES = 20_000;
    private static final int DEEPEST = 32;

    private PlainYaml() {}

    /** A key that is open at some indentation. */
    private record Level(int indent, String path) {}

    /**
     * Reads a text.
     *
     * @return path, joined by points → value as written, lists as {@code [a, b]}
     * @throws IOException when it is too long or too deep
     */
    static Map<String, String> read(String text) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        List<Level> levels = new ArrayList<>();
        List<String> lines = text.lines().limit(MOST_LINES + 1).toList();
        if (lines.size() > MOST_LINES) {
            throw new IOException("more than " + MOST_LINES + " lines");
        }
        for (String line : lines) {
            read(line, levels, values);
        }
        return values;
    }

    private static void read(String line, List<Level> levels, Map<String, String> values) throws IOException {
        String bare = withoutComment(line).stripTrailing();
        String content = bare.strip();
        int indent = bare.length() - content.length();
        if (content.startsWith("- ") && !levels.isEmpty()) {
            String path = levels.get(levels.size() - 1).path();
            values.merge(path, "[" + plain(content.substring(2)) + "]", PlainYaml::joined);
            return;
        }
        int colon = content.indexOf(':');
        if (colon < 1 || (colon + 1 < content.length() && content.charAt(colon + 1) != ' ')) {
            return;
        }
        levels.removeIf(l -> l.indent() >= indent);
        String prefix = levels.isEmpty() ? "" : levels.get(levels.size() - 1).path() + ".";
        String path = prefix + plain(content.substring(0, colon));
        String value = plain(content.substring(colon + 1));
        if (!value.isEmpty()) {
            values.put(path, value);
        } else if (levels.size() >= DEEPEST) {
            throw new IOException("nested deeper than " + DEEPEST);
        } else {
            levels.add(new Level(indent, path));
        }
    }

    private static String joined(String list, String item) {
        return list.endsWith("]") ? list.substring(0, list.length() - 1) + ", " + item.substring(1) : item;
    }

    private static String withoutComment(String line) {
        int hash = line.startsWith("#") ? 0 : line.indexOf(" #");
        return hash < 0 ? line : line.substring(0, hash);
    }

    private static String plain(String text) {
        String value = text.strip();
        boolean quoted = value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** A list of numbers, or a single one; empty when it is anything else. */
    static List<Double> numbers(String text) {
        List<Double> numbers = new ArrayList<>();
        for (String part : text.replaceAll("[\\[\\]()]", "").split(",", -1)) {
            try {
                numbers.add(Double.valueOf(part.strip()));
            } catch (NumberFormatException e) {
                return List.of();
            }
        }
        return numbers;
    }
}
