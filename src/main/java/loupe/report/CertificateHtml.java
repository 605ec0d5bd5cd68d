package loupe.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A certificate as one HTML file: nothing is loaded from anywhere, made for screen and paper. */
public final class CertificateHtml {
    private final Certificate certificate;
    private final CertificateText text;
    private final Writer out;

    private CertificateHtml(Certificate certificate, CertificateText text, Writer out) {
        this.certificate = certificate;
        this.text = text;
        this.out = out;
    }

    /** Writes to a stream that the caller closes. */
    public static void write(OutputStream out, Certificate certificate, Locale locale) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        CertificateText text = new CertificateText(certificate, locale);
        writer.write(Html.head(
                locale, text.get("title") + " – " + certificate.recipe().name(), "paper.css"));
        new CertificateHtml(certificate, text, writer).page();
        writer.flush();
    }

    private void page() throws IOException {
        out.write("<body>\n<header><p class=\"kind\">" + Html.escape(text.get("title")) + "</p><h1>"
                + Html.escape(certificate.recipe().name()) + "</h1><p>" + Html.escape(text.version()) + " · "
                + Html.escape(text.madeAt()) + "</p></header>\n");
        limits();
        pairs("facts", text.facts());
        promises();
        if (!text.cautions().isEmpty()) {
            section("cautions");
            out.write("<ul class=\"cautions\">");
            for (String caution : text.cautions()) {
                out.write("<li>" + Html.escape(caution) + "</li>");
            }
            out.write("</ul></section>\n");
        }
        decided();
        results();
        plots();
        mistakes();
        signature();
        out.write("</body>\n</html>\n");
    }

    private void limits() throws IOException {
        out.write("<ul class=\"limits\">");
        for (Map.Entry<String, String> limit : text.limits().entrySet()) {
            out.write("<li>" + Html.escape(limit.getKey()) + "<b>" + Html.escape(limit.getValue()) + "</b></li>");
        }
        out.write("</ul>\n");
    }

    private void promises() throws IOException {
        section("promises");
        if (text.promises().isEmpty()) {
            out.write("<p>" + Html.escape(text.get("byHand")) + "</p>");
        }
        for (Map.Entry<String, String> promise : text.promises().entrySet()) {
            out.write("<p><b>" + Html.escape(promise.getKey()) + ".</b> " + Html.escape(promise.getValue()) + "</p>");
        }
        out.write("<p class=\"proof\"><b>" + Html.escape(text.get("honesty")) + ".</b> " + Html.escape(text.honesty())
                + "</p></section>\n");
    }

    private void decided() throws IOException {
        section("decided");
        out.write("<table>");
        List<List<String>> rows = text.decided();
        for (int r = 0; r < rows.size(); r++) {
            out.write("<tr>");
            for (int c = 0; c < rows.get(r).size(); c++) {
                String tag = r == 0 || c == 0 ? "th" : "td";
                out.write("<" + tag + (c > 0 ? " class=\"n\">" : ">")
                        + Html.escape(rows.get(r).get(c)) + "</" + tag + ">");
            }
            out.write("</tr>");
        }
        out.write("</table></section>\n");
    }

    private void results() throws IOException {
        section("rates");
        pairs("rates", text.rates());
        out.write("</section>\n");
        if (!text.verified().isEmpty()) {
            section("verified");
            pairs("rates", text.verified());
            out.write("</section>\n");
        }
        if (!text.unseen().isEmpty()) {
            section("unseen");
            out.write("<p>" + Html.escape(text.get("unseen.note")) + "</p>");
            pairs("rates", text.unseen());
            out.write("</section>\n");
        }
    }

    private void plots() throws IOException {
        section("plots");
        out.write("<div class=\"plots\">");
        for (Plot plot : text.plots()) {
            out.write(
                    "<figure>" + Svg.of(plot) + "<figcaption>" + Html.escape(plot.title()) + "</figcaption></figure>");
        }
        out.write("</div></section>\n");
    }

    private void mistakes() throws IOException {
        section("mistakes");
        out.write("<p>" + Html.escape(text.mistakes()) + "</p><div class=\"gallery\">");
        for (Certificate.Mistake m : certificate.mistakes()) {
            List<String> caption = text.caption(m);
            out.write("<figure class=\"" + (m.passed() ? "FAIL" : "REVIEW") + "\">" + Html.png(m.png(), m.name())
                    + "<figcaption>" + Html.escape(caption.get(0)) + "<br>" + Html.escape(caption.get(1))
                    + "</figcaption></figure>");
        }
        out.write("</div></section>\n");
    }

    private void signature() throws IOException {
        section("signature");
        out.write("<p>" + Html.escape(text.get("binding.note")) + "</p>");
        pairs("digests", text.digests());
        pairs("reason", Map.of(text.get("why"), certificate.evidence().why()));
        out.write("<div class=\"signatures\">");
        for (String name : List.of(certificate.evidence().who(), text.get("customer"))) {
            out.write("<div><p></p>" + Html.escape(name) + "<br><small>" + Html.escape(text.get("date")) + ", "
                    + Html.escape(text.get("sign")) + "</small></div>");
        }
        out.write("</div></section>\n");
    }

    private void section(String key) throws IOException {
        out.write("<section class=\"s-" + key + "\"><h2>" + Html.escape(text.get(key)) + "</h2>\n");
    }

    private void pairs(String style, Map<String, String> pairs) throws IOException {
        out.write("<dl class=\"" + style + "\">");
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            out.write("<div><dt>" + Html.escape(pair.getKey()) + "</dt><dd>" + Html.escape(pair.getValue())
                    + "</dd></div>");
        }
        out.write("</dl>\n");
    }
}
