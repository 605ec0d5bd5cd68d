package loupe.report;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import loupe.report.PdfSheet.Face;

/** A certificate as a PDF on A4, with embedded fonts of this computer. */
public final class CertificatePdf {
    private static final Color INK = new Color(0x1f2328);
    private static final Color SOFT = new Color(0x59636e);
    private static final Color BAND = new Color(0xf0f3f6);
    private static final Color RULE = new Color(0xd1d9e0);
    private static final Color AMBER = new Color(0xfff3d0);
    private static final Face BODY = new Face(9, false, INK);
    private static final Face STRONG = new Face(9, true, INK);
    private static final Face QUIET = new Face(9, false, SOFT);
    private static final Face SMALL = new Face(7.5, false, SOFT);
    private static final double LEFT = PdfSheet.LEFT;
    private static final double WIDTH = PdfSheet.WIDTH;

    private static final Map<Plot.Ink, Color> INKS = new EnumMap<>(Map.of(
            Plot.Ink.TEXT, INK,
            Plot.Ink.SOFT, SOFT,
            Plot.Ink.GRID, RULE,
            Plot.Ink.GOOD, new Color(0x3b6ea5),
            Plot.Ink.DEFECT, new Color(0xc4432b),
            Plot.Ink.REVIEW, new Color(0x9a6700),
            Plot.Ink.FAIL, new Color(0xcf222e)));

    private final Certificate certificate;
    private final CertificateText text;
    private final PdfSheet sheet;

    private CertificatePdf(Certificate certificate, CertificateText text, PdfSheet sheet) {
        this.certificate = certificate;
        this.text = text;
        this.sheet = sheet;
    }

    /** Writes to a stream that the caller closes. */
    public static void write(OutputStream out, Certificate certificate, Locale locale) throws IOException {
        CertificateText text = new CertificateText(certificate, locale);
        String title = text.get("title") + " – " + certificate.recipe().name();
        try (PdfSheet sheet = new PdfSheet(title, certificate.program())) {
            new CertificatePdf(certificate, text, sheet).pages();
            String digest = certificate.evidence().binding().substring(0, 16);
            sheet.finish(
                    out, List.of(title + " · " + text.version() + " · " + digest, text.get("page", "%d", "%d")), SMALL);
        }
    }

    private void pages() throws IOException {
        header();
        limits();
        facts(text.facts());
        promises();
        cautions();
        decided();
        rates("rates", text.rates());
        if (!text.verified().isEmpty()) {
            rates("verified", text.verified());
        }
        plots();
        if (!text.unseen().isEmpty()) {
            heading("unseen", 60);
            sheet.paragraph(LEFT, WIDTH, text.get("unseen.note"), QUIET);
            rows(text.unseen());
        }
        mistakes();
        signature();
        if (sheet.missing() > 0) {
            sheet.paragraph(LEFT, WIDTH, text.get("missing"), SMALL);
        }
    }

    private void header() throws IOException {
        sheet.text(LEFT, sheet.y() + 9, text.get("title").toUpperCase(Locale.ROOT), QUIET, -1);
        sheet.down(14);
        sheet.paragraph(LEFT, WIDTH, certificate.recipe().name(), new Face(21, true, INK));
        sheet.paragraph(LEFT, WIDTH, text.version() + " · " + text.madeAt(), QUIET);
        sheet.down(4);
        sheet.box(LEFT, sheet.y(), WIDTH, 2.2, INK);
        sheet.down(12);
    }

    private void limits() throws IOException {
        int count = text.limits().size();
        double width = (WIDTH - 10 * (count - 1)) / count;
        double x = LEFT;
        for (Map.Entry<String, String> limit : text.limits().entrySet()) {
            sheet.box(x, sheet.y(), width, 44, BAND);
            sheet.text(x + 10, sheet.y() + 15, limit.getKey(), QUIET, -1);
            sheet.text(x + 10, sheet.y() + 36, limit.getValue(), new Face(18, true, INK), -1);
            x += width + 10;
        }
        sheet.down(54);
    }

    /** Two columns of label and value. */
    private void facts(Map<String, String> facts) throws IOException {
        double half = WIDTH / 2;
        int i = 0;
        double low = sheet.y();
        double top = sheet.y();
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            double x = LEFT + (i % 2) * half;
            top = i % 2 == 0 ? low : top;
            sheet.text(x, top + 9, fact.getKey(), QUIET, -1);
            double line = top;
            for (String part : sheet.wrap(fact.getValue(), half - 90, BODY)) {
                sheet.text(x + 80, line + 9, part, BODY, -1);
                line += BODY.leading();
            }
            low = Math.max(low, line);
            i++;
        }
        sheet.down(low - sheet.y() + 2);
    }

    private void promises() throws IOException {
        heading("promises", 60);
        if (text.promises().isEmpty()) {
            sheet.paragraph(LEFT, WIDTH, text.get("byHand"), BODY);
        }
        for (Map.Entry<String, String> promise : text.promises().entrySet()) {
            sheet.paragraph(LEFT, WIDTH, promise.getKey(), STRONG);
            sheet.paragraph(LEFT, WIDTH, promise.getValue(), BODY);
            sheet.down(3);
        }
        note(BAND, List.of(text.get("honesty"), text.honesty()));
    }

    private void cautions() throws IOException {
        if (!text.cautions().isEmpty()) {
            sheet.down(6);
            List<String> lines = new ArrayList<>(List.of(text.get("cautions")));
            lines.addAll(text.cautions());
            note(AMBER, lines);
        }
    }

    /** A tinted box: the first line is its heading. */
    private void note(Color tint, List<String> lines) throws IOException {
        double height = 10;
        for (int i = 0; i < lines.size(); i++) {
            height +=
                    sheet.wrap(lines.get(i), WIDTH - 20, i == 0 ? STRONG : BODY).size() * BODY.leading();
        }
        sheet.need(height);
        sheet.box(LEFT, sheet.y(), WIDTH, height, tint);
        sheet.down(5);
        for (int i = 0; i < lines.size(); i++) {
            sheet.paragraph(LEFT + 10, WIDTH - 20, lines.get(i), i == 0 ? STRONG : BODY);
        }
        sheet.down(5);
    }

    private void decided() throws IOException {
        heading("decided", 60);
        List<List<String>> rows = text.decided();
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < rows.get(r).size(); c++) {
                double x = c == 0 ? LEFT : LEFT + WIDTH * (0.2 + 0.2 * c);
                Face face = r == 0 ? QUIET : c == 0 ? BODY : STRONG;
                sheet.text(x, sheet.y() + 10, rows.get(r).get(c), face, c == 0 ? -1 : 1);
            }
            sheet.down(15);
            rule();
        }
    }

    private void rates(String key, Map<String, String> rates) throws IOException {
        heading(key, 40);
        rows(rates);
    }

    private void rows(Map<String, String> rows) throws IOException {
        for (Map.Entry<String, String> row : rows.entrySet()) {
            sheet.need(15);
            sheet.text(LEFT, sheet.y() + 10, row.getKey(), BODY, -1);
            sheet.text(LEFT + WIDTH, sheet.y() + 10, row.getValue(), BODY, 1);
            sheet.down(15);
            rule();
        }
    }

    private void rule() throws IOException {
        sheet.box(LEFT, sheet.y() - 1.5, WIDTH, 0.6, RULE);
    }

    private void plots() throws IOException {
        heading("plots", 200);
        double x = LEFT;
        double tallest = 0;
        for (Plot plot : text.plots()) {
            for (Plot.Shape shape : plot.shapes()) {
                draw(shape, x, sheet.y());
            }
            sheet.text(x + 34, sheet.y() + plot.height() + 11, plot.title(), SMALL, -1);
            tallest = Math.max(tallest, plot.height());
            x += plot.width() + 3;
        }
        sheet.down(tallest + 18);
    }

    private void draw(Plot.Shape shape, double x, double top) throws IOException {
        if (shape instanceof Plot.Box b) {
            sheet.box(x + b.x(), top + b.y(), b.width(), b.height(), INKS.get(b.ink()));
        } else if (shape instanceof Plot.Line l) {
            List<Double> xs = l.xs().stream().map(v -> v + x).toList();
            List<Double> ys = l.ys().stream().map(v -> v + top).toList();
            sheet.line(xs, ys, INKS.get(l.ink()), l.thickness(), l.dashed());
        } else if (shape instanceof Plot.Label l) {
            sheet.text(x + l.x(), top + l.y(), l.text(), new Face(7.5, false, INKS.get(l.ink())), l.align());
        }
    }

    private void mistakes() throws IOException {
        heading("mistakes", certificate.mistakes().isEmpty() ? 20 : 150);
        sheet.paragraph(LEFT, WIDTH, text.mistakes(), QUIET);
        double width = (WIDTH - 24) / 4;
        double height = 0.72 * width;
        for (int i = 0; i < certificate.mistakes().size(); i++) {
            if (i % 4 == 0) {
                sheet.need(height + 34);
            }
            Certificate.Mistake m = certificate.mistakes().get(i);
            double x = LEFT + (i % 4) * (width + 8);
            sheet.box(x, sheet.y() + 4, width, height, BAND);
            sheet.picture(m.png(), x, sheet.y() + 4, width, height);
            sheet.box(x, sheet.y() + 2, width, 2, INKS.get(m.passed() ? Plot.Ink.FAIL : Plot.Ink.REVIEW));
            List<String> caption = text.caption(m);
            for (int c = 0; c < caption.size(); c++) {
                String line = sheet.wrap(caption.get(c), width, SMALL).get(0);
                sheet.text(x, sheet.y() + height + 14 + 10 * c, line, SMALL, -1);
            }
            boolean rowEnds = i % 4 == 3 || i == certificate.mistakes().size() - 1;
            sheet.down(rowEnds ? height + 34 : 0);
        }
    }

    private void signature() throws IOException {
        heading("signature", 200);
        sheet.paragraph(LEFT, WIDTH, text.get("binding.note"), BODY);
        sheet.down(4);
        for (Map.Entry<String, String> digest : text.digests().entrySet()) {
            sheet.text(LEFT, sheet.y() + 9, digest.getKey(), QUIET, -1);
            sheet.paragraph(LEFT + 80, WIDTH - 80, digest.getValue(), BODY);
        }
        sheet.text(LEFT, sheet.y() + 9, text.get("why"), QUIET, -1);
        sheet.paragraph(LEFT + 80, WIDTH - 80, certificate.evidence().why(), BODY);
        sheet.need(90);
        sheet.down(54);
        double width = (WIDTH - 40) / 2;
        double x = LEFT;
        for (String name : List.of(certificate.evidence().who(), text.get("customer"))) {
            sheet.box(x, sheet.y(), width, 0.8, INK);
            sheet.text(x, sheet.y() + 13, name, BODY, -1);
            sheet.text(x, sheet.y() + 24, text.get("date") + ", " + text.get("sign"), SMALL, -1);
            x += width + 40;
        }
        sheet.down(30);
    }

    private void heading(String key, double followed) throws IOException {
        sheet.need(30 + followed);
        sheet.down(10);
        sheet.text(LEFT, sheet.y() + 11, text.get(key), new Face(11, true, INK), -1);
        sheet.down(16);
        sheet.box(LEFT, sheet.y(), WIDTH, 0.8, RULE);
        sheet.down(4);
    }
}
