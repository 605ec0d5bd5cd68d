package loupe.report;

import java.awt.Color;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/**
 * A4 pages that are filled from the top: whoever draws asks for room first, and a new page begins where there is too
 * little. Positions are points from the top left corner of the page. One thread.
 */
final class PdfSheet implements Closeable {
    static final double LEFT = 46;
    static final double WIDTH = 503;

    private static final double TOP = 46;
    private static final double BOTTOM = 790;

    private final PDDocument document = new PDDocument();
    private final PdfFonts fonts = new PdfFonts(document);
    private PDPageContentStream page;
    private double y;

    PdfSheet(String title, String producer) throws IOException {
        document.getDocumentInformation().setTitle(title);
        document.getDocumentInformation().setCreator(producer);
        turn();
    }

    /** Where the next thing goes. */
    double y() {
        return y;
    }

    void down(double points) {
        y += points;
    }

    /** Begins a new page unless so much room is left. */
    void need(double points) throws IOException {
        if (y + points > BOTTOM) {
            turn();
        }
    }

    private void turn() throws IOException {
        if (page != null) {
            page.close();
        }
        PDPage next = new PDPage(PDRectangle.A4);
        document.addPage(next);
        page = new PDPageContentStream(document, next);
        y = TOP;
    }

    int missing() {
        return fonts.missing();
    }

    double width(String text, double size, boolean bold) throws IOException {
        return fonts.width(text, size, bold);
    }

    /** Text with its baseline at a place; align −1 begins, 0 is centred, 1 ends at x. */
    void text(double x, double baseline, String text, Face face, int align) throws IOException {
        double width = align < 0 ? 0 : fonts.width(text, face.size(), face.bold());
        double start = align < 0 ? x : align > 0 ? x - width : x - width / 2;
        page.setNonStrokingColor(face.colour());
        page.setStrokingColor(face.colour());
        page.setLineWidth((float) (0.03 * face.size()));
        page.setLineDashPattern(new float[0], 0);
        page.beginText();
        page.newLineAtOffset((float) start, (float) (PDRectangle.A4.getHeight() - baseline));
        for (PdfFonts.Run run : fonts.runs(text, face.bold())) {
            page.setFont(run.font(), (float) face.size());
            page.setRenderingMode(run.thicken() ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
            page.showText(run.text());
        }
        page.endText();
    }

    /** Lines that fit a width; words are kept whole where they fit, Chinese breaks anywhere, paths after a slash. */
    List<String> wrap(String text, double width, Face face) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int space = -1;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int letter = text.codePointAt(i);
            line.appendCodePoint(letter == '\n' ? ' ' : letter);
            if (Character.isWhitespace(letter) || Character.isIdeographic(letter) || letter == '/') {
                space = line.length();
            }
            if (fonts.width(line.toString().stripTrailing(), face.size(), face.bold()) > width && line.length() > 1) {
                int cut = space > 0 && space < line.length() ? space : line.length() - Character.charCount(letter);
                lines.add(line.substring(0, cut).strip());
                line.delete(0, cut);
                space = -1;
            }
        }
        if (!line.toString().isBlank() || lines.isEmpty()) {
            lines.add(line.toString().strip());
        }
        return lines;
    }

    /** A paragraph that may go over pages; the cursor moves below it. */
    void paragraph(double x, double width, String text, Face face) throws IOException {
        for (String line : wrap(text, width, face)) {
            need(face.leading());
            text(x, y + face.size(), line, face, -1);
            y += face.leading();
        }
    }

    void box(double x, double top, double width, double height, Color fill) throws IOException {
        page.setNonStrokingColor(fill);
        page.addRect((float) x, (float) (PDRectangle.A4.getHeight() - top - height), (float) width, (float) height);
        page.fill();
    }

    void line(List<Double> xs, List<Double> ys, Color colour, double thickness, boolean dashed) throws IOException {
        page.setStrokingColor(colour);
        page.setLineWidth((float) thickness);
        page.setLineDashPattern(dashed ? new float[] {4, 3} : new float[0], 0);
        float height = PDRectangle.A4.getHeight();
        page.moveTo(xs.get(0).floatValue(), height - ys.get(0).floatValue());
        for (int i = 1; i < xs.size(); i++) {
            page.lineTo(xs.get(i).floatValue(), height - ys.get(i).floatValue());
        }
        page.stroke();
    }

    /** A picture as large as it fits a box, centred in it. */
    void picture(byte[] png, double x, double top, double width, double height) throws IOException {
        PDImageXObject image = PDImageXObject.createFromByteArray(document, png, "png");
        double fit = Math.min(width / image.getWidth(), height / image.getHeight());
        double w = image.getWidth() * fit;
        double h = image.getHeight() * fit;
        double left = x + (width - w) / 2;
        double bottom = PDRectangle.A4.getHeight() - top - (height + h) / 2;
        page.drawImage(image, (float) left, (float) bottom, (float) w, (float) h);
    }

    /** Writes a line at the foot of every page and saves; nothing can be drawn after it. */
    void finish(OutputStream out, List<String> footers, Face face) throws IOException {
        page.close();
        page = null;
        for (int i = 0; i < document.getNumberOfPages(); i++) {
            page = new PDPageContentStream(document, document.getPage(i), AppendMode.APPEND, true, true);
            text(LEFT, 818, footers.get(0), face, -1);
            text(LEFT + WIDTH, 818, String.format(footers.get(1), i + 1, document.getNumberOfPages()), face, 1);
            page.close();
            page = null;
        }
        document.save(out);
    }

    /**
     * How text looks.
     *
     * @param size points
     * @param bold or regular
     * @param colour of the letters
     */
    record Face(double size, boolean bold, Color colour) {
        double leading() {
            return 1.4 * size;
        }
    }

    @Override
    public void close() throws IOException {
        if (page != null) {
            page.close();
        }
        document.close();
        fonts.close();
    }
}
