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
import java.util.ResourceBundle;
import loupe.calibrate.Scoreboard;
import loupe.calibrate.Scored;
import loupe.calibrate.Words;

/** An evaluation as one HTML file: figures, plots and a gallery of mistakes; nothing is loaded from anywhere. */
public final class EvaluationHtml {
    private final Page page;
    private final ResourceBundle texts;
    private final Words words;
    private final Writer out;

    private EvaluationHtml(Page page, Locale locale, Writer out) {
        this.page = page;
        this.texts = Html.texts("certificate", locale);
        this.words = new Words(locale);
        this.out = out;
    }

    /**
     * What the page shows.
     *
     * @param title name of the data set
     * @param subtitle what was measured, and with which program
     * @param figures name and value, in order
     * @param images labelled scores
     * @param threshold where mistakes are counted, raw; NaN = no gallery
     * @param mistakes pictures of them
     */
    public record Page(
            String title,
            String subtitle,
            Map<String, String> figures,
            List<Scored> images,
            double threshold,
            List<Certificate.Mistake> mistakes) {
        public Page {
            figures = new LinkedHashMap<>(figures);
            images = List.copyOf(images);
            mistakes = List.copyOf(mistakes);
        }
    }

    /** Writes to a stream that the caller closes. */
    public static void write(OutputStream out, Page page, Locale locale) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write(Html.head(locale, page.title(), "paper.css"));
        new EvaluationHtml(page, locale, writer).body();
        writer.flush();
    }

    private void body() throws IOException {
        out.write("<body>\n<header><h1>" + Html.escape(page.title()) + "</h1><p>" + Html.escape(page.subtitle())
                + "</p></header>\n<dl class=\"rates\">");
        for (Map.Entry<String, String> figure : page.figures().entrySet()) {
            out.write("<div><dt>" + Html.escape(figure.getKey()) + "</dt><dd>" + Html.escape(figure.getValue())
                    + "</dd></div>");
        }
        out.write("</dl>\n<section><h2>" + Html.escape(texts.getString("plots")) + "</h2><div class=\"plots\">");
        Scoreboard board = Scoreboard.of(page.images());
        Plots plots = new Plots(texts, words);
        figure(plots.histogram(board, page.threshold(), page.threshold()));
        if (board.hasBoth()) {
            figure(plots.roc(board, page.threshold()));
            figure(plots.precisionRecall(board));
        }
        out.write("</div></section>\n");
        gallery();
        out.write("</body>\n</html>\n");
    }

    private void figure(Plot plot) throws IOException {
        out.write("<figure>" + Svg.of(plot) + "<figcaption>" + Html.escape(plot.title()) + "</figcaption></figure>");
    }

    private void gallery() throws IOException {
        out.write("<section class=\"s-mistakes\"><h2>" + Html.escape(texts.getString("mistakes"))
                + "</h2><div class=\"gallery\">");
        for (Certificate.Mistake m : page.mistakes()) {
            String kind = m.passed() ? texts.getString("escaped") + " · " + m.type() : texts.getString("alarm");
            out.write("<figure class=\"" + (m.passed() ? "FAIL" : "REVIEW") + "\">" + Html.png(m.png(), m.name())
                    + "<figcaption>" + Html.escape(kind + " · " + words.number(m.score())) + "<br>"
                    + Html.escape(m.name()) + "</figcaption></figure>");
        }
        out.write("</div></section>\n");
    }
}
