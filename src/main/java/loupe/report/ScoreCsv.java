package loupe.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import loupe.calibrate.Scored;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.SampleSet;

/**
 * Tables of labelled scores, ours or anybody's: a line of headings with {@code label} and {@code score}, and where
 * they are there {@code part}, {@code type} and {@code image} or {@code name}. Separated by comma, semicolon or tab;
 * with the last two a decimal comma is understood. UTF-8.
 */
public final class ScoreCsv {
    private static final long LIMIT = 64L << 20;
    private static final int LONGEST_LINE = 1 << 16;

    private final Path file;
    private final List<String> heads;
    private final char separator;
    private final int label;
    private final int score;
    private final int part;
    private final int type;
    private final int name;

    private ScoreCsv(Path file, String head) {
        this.file = file;
        String line = head.startsWith("\ufeff") ? head.substring(1) : head;
        separator = line.indexOf('\t') >= 0 ? '\t' : line.indexOf(';') >= 0 ? ';' : ',';
        heads = cells(line.toLowerCase(Locale.ROOT));
        label = heads.indexOf("label");
        score = heads.indexOf("score");
        part = heads.indexOf("part");
        type = heads.indexOf("type");
        name = Math.max(heads.indexOf("image"), heads.indexOf("name"));
        if (label < 0 || score < 0) {
            throw wrong(1, "the columns label and score are not both there");
        }
    }

    /**
     * Reads a table. The label {@code good} (any case) is good, anything else a defect, whose type is that of the
     * column {@code type} or the label itself.
     *
     * @throws InspectionFault CAL-03 naming the line that is not understood, IMG-05 when the file cannot be read,
     *     IMG-09 when it is larger than 64 MB
     */
    public static List<Scored> read(Path file) {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            if (Files.size(file) > LIMIT) { // a line without an end would fill the memory before it is measured
                throw new InspectionFault(FaultCode.IMG_09, file, Files.size(file) >> 20, LIMIT >> 20);
            }
            String head = in.readLine();
            if (head == null) {
                throw new InspectionFault(FaultCode.CAL_03, file, 1, "the file is empty");
            }
            ScoreCsv csv = new ScoreCsv(file, head);
            List<Scored> rows = new ArrayList<>();
            int number = 1;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (!line.isBlank()) {
                    rows.add(csv.row(line, number));
                }
            }
            return rows;
        } catch (CharacterCodingException e) {
            throw new InspectionFault(FaultCode.CAL_03, e, file, 1, "not UTF-8");
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.IMG_05, e, file);
        }
    }

    /** Writes a table that {@link #read} reads; the caller closes the writer. */
    public static void write(Writer out, List<Scored> rows) throws IOException {
        out.write("image,label,type,part,score\n");
        for (Scored row : rows) {
            out.write(String.join(
                    ",",
                    quoted(row.name()),
                    row.isDefect() ? "defect" : SampleSet.GOOD,
                    quoted(row.type()),
                    quoted(row.part()),
                    Float.toString(row.score())));
            out.write("\n");
        }
    }

    private Scored row(String line, int number) {
        if (line.length() > LONGEST_LINE) {
            throw wrong(number, "the line is too long");
        }
        List<String> cells = cells(line);
        String word = cell(cells, label);
        if (word.isEmpty()) {
            throw wrong(number, "the label is missing");
        }
        boolean good = word.equalsIgnoreCase(SampleSet.GOOD);
        String kind = cell(cells, type);
        String defect = kind.isEmpty() || kind.equalsIgnoreCase(SampleSet.GOOD) ? word : kind;
        return new Scored(
                cell(cells, name),
                cell(cells, part),
                good ? SampleSet.GOOD : defect,
                score(cell(cells, score), number));
    }

    private float score(String text, int number) {
        try {
            float value = Float.parseFloat(separator == ',' ? text : text.replace(',', '.'));
            if (Float.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new InspectionFault(FaultCode.CAL_03, e, file, number, "“" + text + "” is not a number");
        }
        throw wrong(number, "the score is " + text);
    }

    private static String cell(List<String> cells, int index) {
        return index >= 0 && index < cells.size() ? cells.get(index) : "";
    }

    private List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    /** A name that begins like a formula must not become one in a spreadsheet. */
    private static String quoted(String text) {
        String safe = !text.isEmpty() && "=+-@\t".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == ';');
        return plain
                ? safe
                : '"' + safe.replace("\"", "\"\"").replace('\n', ' ').replace('\r', ' ') + '"';
    }

    private InspectionFault wrong(int line, String reason) {
        return new InspectionFault(FaultCode.CAL_03, file, line, reason);
    }
}
