package loupe.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured of Loupe's speed as one HTML file, in English: the machine, the targets in words, every figure with
 * a bar; nothing is loaded from anywhere.
 */
public final class PerformanceHtml {
    private final Writer out;

    private PerformanceHtml(Writer out) {
        this.out = out;
    }

    /**
     * What the page shows.
     *
     * @param subtitle when, and with which command
     * @param machine name and value, in order
     */
    public record Page(String title, String subtitle, Map<String, String> machine, List<Chapter> chapters) {
        public Page {
            machine = new LinkedHashMap<>(machine);
            chapters = List.copyOf(chapters);
        }
    }

    /** One topic; {@code remarks} tell how it was measured. */
    public record Chapter(String title, List<Row> rows, List<String> remarks) {
        public Chapter {
            rows = List.copyOf(rows);
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * One figure.
     *
     * @param value for the bar; bars of one unit share their scale within a chapter
     * @param text the value for people, without its unit
     * @param target what was wanted, and whether it was met; empty where nothing was
     */
    public record Row(String words, double value, String text, String unit, Optional<Target> target) {}

    /** What was wanted, for example “≤ 5 ms”. */
    public record Target(String wanted, boolean met) {}

    /** Writes to a stream that the caller closes. */
    public static void write(OutputStream out, Page page) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write(Html.head(Locale.ENGLISH, page.title(), "paper.css", "performance.css"));
        new PerformanceHtml(writer).body(page);
        writer.flush();
    }

    private void body(Page page) throws IOException {
        out.write("<body>\n<header><h1>" + Html.escape(page.title()) + "</h1><p>" + Html.escape(page.subtitle())
                + "</p></header>\n<section><h2>Machine</h2><dl class=\"facts machine\">");
        for (Map.Entry<String, String> fact : page.machine().entrySet()) {
            out.write("<div><dt>" + Html.escape(fact.getKey()) + "</dt><dd>" + Html.escape(fact.getValue())
                    + "</dd></div>");
        }
        out.write("</dl></section>\n");
        targets(page);
        for (Chapter chapter : page.chapters()) {
            chapter(chapter);
        }
        out.write("</body>\n</html>\n");
    }

    private void targets(Page page) throws IOException {
        List<Row> wanted = page.chapters().stream()
                .flatMap(c -> c.rows().stream())
                .filter(r -> r.target().isPresent())
                .toList();
        if (wanted.isEmpty()) {
            return;
        }
        long met = wanted.stream().filter(r -> r.target().orElseThrow().met()).count();
        out.write("<section><h2>Targets: " + met + " of " + wanted.size() + " met</h2>\n<table><tr><th>Figure</th>"
                + "<th class=\"n\">Measured</th><th class=\"n\">Wanted</th><th>Result</th></tr>\n");
        for (Row row : wanted) {
            Target target = row.target().orElseThrow();
            out.write("<tr><td>" + Html.escape(row.words()) + "</td><td class=\"n\">" + value(row)
                    + "</td><td class=\"n\">" + Html.escape(target.wanted()) + "</td><td>" + result(target)
                    + "</td></tr>\n");
        }
        out.write("</table></section>\n");
    }

    private void chapter(Chapter chapter) throws IOException {
        out.write("<section><h2>" + Html.escape(chapter.title()) + "</h2>\n");
        if (!chapter.rows().isEmpty()) {
            out.write("<table class=\"figures\">\n");
            for (Row row : chapter.rows()) {
                out.write("<tr><td>" + Html.escape(row.words()) + "</td><td class=\"n\">" + value(row) + "</td><td>"
                        + bar(row, chapter.rows()) + "</td></tr>\n");
            }
            out.write("</table>\n");
        }
        for (String remark : chapter.remarks()) {
            out.write("<p><small>" + Html.escape(remark) + "</small></p>\n");
        }
        out.write("</section>\n");
    }

    private static String value(Row row) {
        return Html.escape(row.text() + (row.unit().isEmpty() ? "" : " " + row.unit()));
    }

    /** Shape, word and colour: readable in grey. */
    private static String result(Target target) {
        return target.met() ? "<span class=\"met\">✓ met</span>" : "<span class=\"missed\">✕ missed</span>";
    }

    /** Counts have none: nobody compares them. */
    private static String bar(Row row, List<Row> all) {
        double top = all.stream()
                .filter(r -> r.unit().equals(row.unit()))
                .mapToDouble(Row::value)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        if (row.unit().isEmpty() || !(row.value() > 0) || top == 0) {
            return "";
        }
        return String.format(Locale.ROOT, "<i class=\"bar\" style=\"width:%.1f%%\"></i>", 100 * row.value() / top);
    }
}
