package loupe.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.WholeFile;

/**
 * Reviews as CSV for programs: RFC 4180, UTF-8, English column names, decimal point. A text that a spreadsheet would
 * run as a formula gets an apostrophe in front (OWASP, “CSV Injection”); a number that is missing is an empty cell.
 */
public final class ReviewCsv {
    private static final String HEAD =
            "file,outcome,score,regions,width,height,ms,error,override,class,regions_of_classes\r\n";

    private ReviewCsv() {}

    /**
     * Writes the whole file or nothing.
     *
     * @throws InspectionFault CFG-02 when it cannot be written
     */
    public static void write(Path file, List<ReviewRow> rows) {
        try {
            WholeFile.write(file, out -> write(out, rows));
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, file, String.valueOf(e.getMessage()));
        }
    }

    /** Writes to a stream that the caller closes. */
    public static void write(OutputStream out, List<ReviewRow> rows) throws IOException {
        out.write(head().getBytes(StandardCharsets.UTF_8));
        for (ReviewRow row : rows) {
            out.write(line(row).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The first line with its line end, for those who write rows as they come. */
    public static String head() {
        return HEAD;
    }

    /** One row with its line end. */
    public static String line(ReviewRow row) {
        return Stream.of(
                        text(row.file()),
                        row.outcome().name(),
                        score(row.score()),
                        Integer.toString(row.regions()),
                        Integer.toString(row.width()),
                        Integer.toString(row.height()),
                        Double.isNaN(row.milliseconds()) ? "" : String.format(Locale.ROOT, "%.2f", row.milliseconds()),
                        text(row.error()),
                        text(row.override().orElse("")),
                        text(row.classes().kind()),
                        counts(row.classes()))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    /** Regions of each class, as a cell. */
    static String counts(Classes classes) {
        return classes.counts().isEmpty() ? "" : text(classes.text());
    }

    /** A text as a cell. */
    static String text(String value) {
        boolean formula = !value.isEmpty() && "=+-@\t\r\n".indexOf(value.charAt(0)) >= 0;
        String safe = formula ? "'" + value : value;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    /** As short as it can be and still be the same number; most scores are floats. */
    static String score(double score) {
        if (Double.isNaN(score)) {
            return "";
        }
        return (float) score == score ? Float.toString((float) score) : Double.toString(score);
    }
}
