package loupe.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import loupe.calibrate.Interval;
import loupe.calibrate.Rate;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Outcome;
import loupe.domain.WholeFile;

/**
 * A lot as one HTML file: counts, yield with its exact binomial interval (Clopper and Pearson 1934), and every part
 * that did not pass, with its picture where that is still there. Texts from outside are escaped.
 */
public final class LotHtml {
    private final LotReport report;
    private final HtmlWords words;
    private final ZoneId zone;

    private LotHtml(LotReport report, Locale locale) {
        this.report = report;
        this.words = new HtmlWords(locale);
        this.zone = report.origin().zone();
    }

    /**
     * Writes the whole file or nothing.
     *
     * @throws InspectionFault CFG-02 when it cannot be written
     */
    public static void write(Path file, LotReport report, Locale locale) {
        try {
            WholeFile.write(file, out -> {
                Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
                new LotHtml(report, locale).page(writer);
                writer.flush();
            });
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, file, String.valueOf(e.getMessage()));
        }
    }

    private void page(Writer out) throws IOException {
        words.begin(out, words.format("lot.title", report.lot()));
        out.write("<dl>");
        words.pair(out, "recipe", String.join(", ", report.recipes()));
        words.pair(out, "lot.from", words.time(report.from(), zone));
        words.pair(out, "lot.to", words.time(report.to(), zone));
        words.pair(out, "made", words.time(report.origin().madeAt(), zone));
        words.pair(out, "program", report.origin().program());
        out.write("</dl>\n");
        counts(out);
        rates(out);
        classes(out);
        parts(out);
        words.end(out);
    }

    private void counts(Writer out) throws IOException {
        long all = report.counts().values().stream().mapToLong(Long::longValue).sum();
        out.write("<ul class=\"counts\"><li><b>" + words.format("lot.number", all) + "</b>" + words.text("parts")
                + "</li>");
        for (Outcome outcome : Outcome.values()) {
            out.write("<li><b>" + words.format("lot.number", report.count(outcome)) + "</b>" + words.verdict(outcome)
                    + "</li>");
        }
        out.write("</ul>\n");
    }

    private void rates(Writer out) throws IOException {
        if (report.judged() == 0) {
            out.write("<p>" + words.text("lot.none") + "</p>\n");
            return;
        }
        Rate share = new Rate((int) report.count(Outcome.PASS), (int) report.judged());
        Interval sure = share.interval();
        String sentence = words.format("lot.yield", share.value(), share.count(), share.of(), sure.low(), sure.high());
        out.write("<p>" + Html.escape(sentence) + "</p>\n");
        LotReport.Known known = report.known();
        if (known.overkill() + known.escapes() + known.confirmed() > 0) {
            String said = words.format("lot.known", known.overkill(), known.escapes(), known.confirmed());
            out.write("<p>" + Html.escape(said) + "</p>\n");
        }
    }

    private void classes(Writer out) throws IOException {
        if (report.classes().isEmpty()) {
            return;
        }
        out.write("<table>\n<thead><tr><th scope=\"col\">" + words.text("column.class")
                + "</th><th scope=\"col\" class=\"n\">" + words.text("parts")
                + "</th><th scope=\"col\" class=\"n\">" + words.text("column.regions")
                + "</th></tr></thead>\n<tbody>\n");
        for (Map.Entry<String, LotReport.OfClass> of : report.classes().entrySet()) {
            out.write("<tr><td>" + Html.escape(of.getKey()) + "</td>");
            HtmlWords.number(out, words.format("lot.number", of.getValue().parts()));
            HtmlWords.number(out, words.format("lot.number", of.getValue().regions()));
            out.write("</tr>\n");
        }
        out.write("</tbody>\n</table>\n");
    }

    private void parts(Writer out) throws IOException {
        if (report.listed().isEmpty()) {
            return;
        }
        out.write("<table>\n<thead><tr>");
        for (String column : List.of("picture", "part", "verdict", "score", "regions", "note")) {
            boolean number = List.of("score", "regions").contains(column);
            out.write(
                    "<th scope=\"col\"" + (number ? " class=\"n\">" : ">") + words.text("column." + column) + "</th>");
        }
        out.write("</tr></thead>\n<tbody>\n");
        for (LotReport.Listed listed : report.listed()) {
            row(out, listed);
        }
        out.write("</tbody>\n</table>\n");
        if (report.more() > 0) {
            out.write("<p>" + Html.escape(words.format("lot.more", report.more())) + "</p>\n");
        }
    }

    private void row(Writer out, LotReport.Listed listed) throws IOException {
        PartLine part = listed.part();
        out.write("<tr><td>");
        if (listed.png().isPresent()) {
            out.write(Html.png(listed.png().get(), part.id()));
        }
        out.write("</td><td class=\"file\">" + Html.escape(words.time(part.at(), zone)) + "<br><small>"
                + Html.escape(part.id()) + "</small></td><td>" + words.verdict(part.outcome()) + "</td>");
        HtmlWords.number(out, words.number("%.4f", part.score()));
        HtmlWords.number(out, part.outcome() == Outcome.ERROR ? "" : Integer.toString(part.regions()));
        out.write("<td class=\"note\">" + Html.escape(HtmlWords.note(part.classes(), note(part))) + "</td></tr>\n");
    }

    private String note(PartLine part) {
        return part.word()
                .map(w -> words.format(w.good() ? "lot.saidGood" : "lot.saidBad", w.who(), w.reason())
                        .strip())
                .orElse(part.error());
    }
}
