package loupe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import loupe.report.ReviewCsv;
import loupe.report.ReviewRow;

/** Prints inspected images as they come: for people, as CSV, or as one JSON array. */
final class RowPrinter implements AutoCloseable {
    enum Format {
        TEXT,
        CSV,
        JSON
    }

    private final Format format;
    private final PrintWriter out;
    private boolean first = true;

    RowPrinter(Format format, PrintWriter out) {
        this.format = format;
        this.out = out;
        if (format == Format.CSV) {
            out.print(ReviewCsv.head());
        }
    }

    void print(ReviewRow row) {
        switch (format) {
            case TEXT -> out.println(text(row));
            case CSV -> out.print(ReviewCsv.line(row));
            case JSON -> out.print((first ? "[ " : ", ") + Json.text(tree(row)));
        }
        first = false;
        out.flush();
    }

    private static String text(ReviewRow row) {
        if (!row.error().isEmpty()) {
            return String.format(
                    Locale.ROOT, "%-6s %10s %8s  %s: %s", row.outcome(), "–", "–", row.file(), row.error());
        }
        String of = row.classes().isEmpty() ? "" : row.classes().text();
        String places = row.regions() == 0 ? "" : row.regions() + (row.regions() == 1 ? " place" : " places");
        String both = places.isEmpty() || of.isEmpty() ? places + of : places + ": " + of;
        return String.format(
                Locale.ROOT,
                "%-6s %10.4g %6.1fms  %s%s",
                row.outcome(),
                row.score(),
                row.milliseconds(),
                row.file(),
                both.isEmpty() ? "" : " (" + both + ")");
    }

    private static ObjectNode tree(ReviewRow row) {
        ObjectNode node = Json.object();
        node.put("file", row.file());
        node.put("outcome", row.outcome().name());
        Json.put(node, "score", row.score());
        node.put("regions", row.regions());
        node.put("width", row.width());
        node.put("height", row.height());
        Json.put(node, "ms", row.milliseconds());
        if (!row.classes().isEmpty()) {
            node.put(
                    "class",
                    row.classes().kind().isEmpty() ? null : row.classes().kind());
            ObjectNode counts = node.putObject("classes");
            row.classes().counts().forEach(counts::put);
        }
        node.put("error", row.error().isEmpty() ? null : row.error());
        return node;
    }

    @Override
    public void close() {
        if (format == Format.JSON) {
            out.println(first ? "[ ]" : " ]");
        }
        out.flush();
    }
}
