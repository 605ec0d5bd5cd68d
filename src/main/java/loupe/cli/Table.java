package loupe.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows in columns for people: as wide as needed, numbers to the right. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** What was added, for other media. */
    List<List<String>> cells() {
        return List.copyOf(rows);
    }

    void print(PrintWriter out) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < row.size(); c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.size(); c++) {
                String pad = " ".repeat(widths[c] - row.get(c).length());
                boolean right = row.get(c).matches("[-+]?[0-9∞.,]+( ?%)?");
                line.append(right ? pad + row.get(c) : row.get(c) + pad).append("  ");
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
