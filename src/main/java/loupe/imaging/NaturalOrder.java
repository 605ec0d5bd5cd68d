package loupe.imaging;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Locale;

/** Names as people sort them: part2 before part10, case aside. Total: names that differ never compare equal. */
public final class NaturalOrder implements Comparator<String>, Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public int compare(String first, String second) {
        String a = first.toLowerCase(Locale.ROOT);
        String b = second.toLowerCase(Locale.ROOT);
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int iEnd = endOfNumber(a, i);
            int jEnd = endOfNumber(b, j);
            boolean numbers = iEnd > i && jEnd > j;
            int order = numbers
                    ? compareNumbers(a.substring(i, iEnd), b.substring(j, jEnd))
                    : Character.compare(a.charAt(i), b.charAt(j));
            if (order != 0) {
                return order;
            }
            i = numbers ? iEnd : i + 1;
            j = numbers ? jEnd : j + 1;
        }
        int rest = Integer.compare(a.length() - i, b.length() - j);
        return rest != 0 ? rest : first.compareTo(second);
    }

    private static int endOfNumber(String s, int from) {
        int end = from;
        while (end < s.length() && s.charAt(end) >= '0' && s.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** Digits of any count: longer is larger once leading zeros are gone. */
    private static int compareNumbers(String a, String b) {
        String x = a.replaceFirst("^0+", "");
        String y = b.replaceFirst("^0+", "");
        int order = Integer.compare(x.length(), y.length());
        return order != 0 ? order : x.compareTo(y);
    }
}
