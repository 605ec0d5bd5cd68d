package loupe.report;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeCollection;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fonts of one PDF, taken from this computer and embedded as far as they are used: one for Latin letters, regular
 * and bold, and one that has Chinese. Where there is none the PDF's built-in Helvetica is used, and characters that no
 * font has become “?” and are counted. Open until the document is saved.
 */
final class PdfFonts implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(PdfFonts.class);

    private static final List<String> REGULAR = List.of(
            "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
            "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
            "/usr/share/fonts/dejavu/DejaVuSans.ttf",
            "C:/Windows/Fonts/segoeui.ttf",
            "C:/Windows/Fonts/arial.ttf",
            "/System/Library/Fonts/Supplemental/Arial.ttf");
    private static final List<String> BOLD = List.of(
            "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf",
            "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf",
            "/usr/share/fonts/dejavu/DejaVuSans-Bold.ttf",
            "C:/Windows/Fonts/segoeuib.ttf",
            "C:/Windows/Fonts/arialbd.ttf",
            "/System/Library/Fonts/Supplemental/Arial Bold.ttf");
    private static final List<String> CHINESE = List.of(
            "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
            "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
            "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
            "/usr/share/fonts/truetype/arphic/uming.ttc",
            "C:/Windows/Fonts/msyh.ttc",
            "C:/Windows/Fonts/simhei.ttf",
            "/System/Library/Fonts/STHeiti Medium.ttc",
            "/System/Library/Fonts/Supplemental/Arial Unicode.ttf");

    private final PDDocument document;
    private final List<Closeable> open = new ArrayList<>();
    private final List<PDFont> regular;
    private final List<PDFont> bold;
    private final Map<String, Boolean> known = new HashMap<>();
    private Optional<PDFont> chinese = Optional.empty();
    private boolean lookedForChinese;
    private int missing;

    /**
     * A piece of text that one font can show.
     *
     * @param thicken true where bold was wanted and the font has no bold
     */
    record Run(PDFont font, String text, boolean thicken) {}

    PdfFonts(PDDocument document) {
        this.document = document;
        PDFont plain = new PDType1Font(FontName.HELVETICA);
        PDFont strong = new PDType1Font(FontName.HELVETICA_BOLD);
        regular = Stream.concat(first(REGULAR).stream(), Stream.of(plain)).toList();
        bold = Stream.concat(first(BOLD).stream(), Stream.of(strong)).toList();
    }

    /** How many characters no font could show. */
    int missing() {
        return missing;
    }

    List<Run> runs(String text, boolean strong) {
        List<Run> runs = new ArrayList<>();
        PDFont current = null;
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            String letter = Character.toString(text.codePointAt(i));
            Optional<PDFont> found = font(letter, strong);
            missing += found.isPresent() ? 0 : 1;
            PDFont font = found.orElse(regular.get(0));
            if (current != null && !font.equals(current)) {
                runs.add(new Run(current, piece.toString(), strong && !bold.contains(current)));
                piece.setLength(0);
            }
            current = font;
            piece.append(found.isPresent() ? letter : "?");
        }
        if (current != null) {
            runs.add(new Run(current, piece.toString(), strong && !bold.contains(current)));
        }
        return runs;
    }

    double width(String text, double size, boolean strong) throws IOException {
        double width = 0;
        for (Run run : runs(text, strong)) {
            width += run.font().getStringWidth(run.text()) / 1000 * size;
        }
        return width;
    }

    private Optional<PDFont> font(String letter, boolean strong) {
        for (PDFont font : strong ? bold : regular) {
            if (has(font, letter)) {
                return Optional.of(font);
            }
        }
        if (!lookedForChinese) {
            lookedForChinese = true;
            chinese = first(CHINESE);
        }
        return chinese.filter(f -> has(f, letter));
    }

    private boolean has(PDFont font, String letter) {
        return known.computeIfAbsent(font.getName() + letter, k -> {
            try {
                font.encode(letter);
                return true;
            } catch (IllegalArgumentException | IOException e) { // PDFBox's way of saying that there is no glyph
                return false;
            }
        });
    }

    private Optional<PDFont> first(List<String> files) {
        for (String file : files) {
            if (new File(file).canRead()) {
                try {
                    return Optional.of(load(new File(file)));
                } catch (IOException | IllegalArgumentException e) {
                    LOG.warn("the font {} cannot be embedded", file, e);
                }
            }
        }
        return Optional.empty();
    }

    private PDFont load(File file) throws IOException {
        if (!file.getName().endsWith(".ttc")) {
            TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBufferedFile(file));
            open.add(font);
            return PDType0Font.load(document, font, true);
        }
        TrueTypeCollection collection = new TrueTypeCollection(file);
        open.add(collection);
        List<TrueTypeFont> fonts = new ArrayList<>();
        collection.processAllFonts(fonts::add);
        return PDType0Font.load(document, fonts.get(0), true);
    }

    @Override
    public void close() throws IOException {
        for (Closeable font : open) {
            font.close();
        }
    }
}
