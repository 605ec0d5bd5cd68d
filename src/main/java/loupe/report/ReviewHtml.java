package loupe.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Outcome;
import loupe.domain.WholeFile;

/**
 * Reviews as one HTML file for people: pictures inside, no scripts, nothing loaded from anywhere, light and dark, made
 * to be printed. All texts from outside are escaped.
 */
public final class ReviewHtml {
    private final Heading heading;
    private final HtmlWords words;

    private ReviewHtml(Heading heading, Locale locale) {
        this.heading = heading;
        this.words = new HtmlWords(locale);
    }

    /**
     * What stands above the table.
     *
     * @param recipe name and version
     * @param model name or digest
     * @param program name and version of the program
     * @param madeAt moment of the report
     * @param zone in which that moment is told
     */
    public record Heading(String recipe, String model, String program, Instant madeAt, ZoneId zone) {}

    /**
     * Writes the whole file or nothing.
     *
     * @throws InspectionFault CFG-02 when it cannot be written
     */
    public static void write(Path file, Heading heading, List<ReviewRow> rows, Locale locale) {
        try {
            WholeFile.write(file, out -> write(out, heading, rows, locale));
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, file, String.valueOf(e.getMessage()));
        }
    }

    /** Writes to a stream that the caller closes. */
    public static void write(OutputStream out, Heading heading, List<ReviewRow> rows, Locale locale)
            throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        new ReviewHtml(heading, locale).page(writer, rows);
        writer.flush();
    }

    private void page(Writer out, List<ReviewRow> rows) throws IOException {
        words.begin(out, words.format("title"));
        heading(out);
        counts(out, rows);
        out.write("<table>\n<thead><tr>");
        for (String column : List.of("picture", "file", "verdict", "score", "regions", "size", "ms", "note")) {
            boolean number = List.of("score", "regions", "size", "ms").contains(column);
            out.write(
                    "<th scope=\"col\"" + (number ? " class=\"n\">" : ">") + words.text("column." + column) + "</th>");
        }
        out.write("</tr></thead>\n<tbody>\n");
        for (ReviewRow row : rows) {
            row(out, row);
        }
        out.write("</tbody>\n</table>\n");
        words.end(out);
    }

    private void heading(Writer out) throws IOException {
        out.write("<dl>");
        words.pair(out, "recipe", heading.recipe());
        words.pair(out, "model", heading.model());
        words.pair(out, "made", words.time(heading.madeAt(), heading.zone()));
        words.pair(out, "program", heading.program());
        out.write("</dl>\n");
    }

    private void counts(Writer out, List<ReviewRow> rows) throws IOException {
        out.write("<ul class=\"counts\"><li><b>" + rows.size() + "</b>" + words.text("parts") + "</li>");
        for (Outcome outcome : Outcome.values()) {
            long count = rows.stream().filter(r -> r.outcome() == outcome).count();
            out.write("<li><b>" + count + "</b>" + words.verdict(outcome) + "</li>");
        }
        out.write("</ul>\n");
    }

    private void row(Writer out, ReviewRow row) throws IOException {
        out.write("<tr><td>");
        if (row.thumbnailPng().isPresent()) {
            out.write(Html.png(row.thumbnailPng().get(), row.file()));
        }
        String size = row.width() > 0 ? row.width() + " × " + row.height() : "";
        String said = row.override().map(o -> words.format("note.override", o)).orElse("");
        List<String> note =
                Stream.of(row.error(), said).filter(s -> !s.isBlank()).toList();
        out.write("</td><td class=\"file\">" + Html.escape(row.file()) + "</td><td>" + words.verdict(row.outcome())
                + "</td>");
        HtmlWords.number(out, words.number("%.4f", row.score()));
        HtmlWords.number(out, row.outcome() == Outcome.ERROR ? "" : Integer.toString(row.regions()));
        HtmlWords.number(out, size);
        HtmlWords.number(out, words.number("%.1f", row.milliseconds()));
        out.write("<td class=\"note\">" + Html.escape(HtmlWords.note(row.classes(), String.join(" · ", note)))
                + "</td></tr>\n");
    }
}
