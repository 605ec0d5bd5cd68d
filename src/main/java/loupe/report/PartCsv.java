package loupe.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.WholeFile;
import loupe.report.PartLine.Word;

/** Parts of the journal as CSV, in the manner of {@link ReviewCsv}; times are UTC as ISO 8601. */
public final class PartCsv {
    private static final String HEAD =
            "id,at,lot,recipe,version,camera,frame,outcome,score,review,fail,regions,error,said,who,reason,"
                    + "class,regions_of_classes\r\n";

    private PartCsv() {}

    /**
     * Writes the whole file or nothing; lines are asked for one after the other.
     *
     * @throws InspectionFault CFG-02 when it cannot be written
     */
    public static void write(Path file, Iterator<PartLine> lines) {
        try {
            WholeFile.write(file, out -> {
                out.write(HEAD.getBytes(StandardCharsets.UTF_8));
                while (lines.hasNext()) {
                    out.write(line(lines.next()).getBytes(StandardCharsets.UTF_8));
                }
            });
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, file, String.valueOf(e.getMessage()));
        }
    }

    private static String line(PartLine part) {
        Optional<Word> word = part.word();
        return Stream.of(
                        part.id(),
                        part.at().toString(),
                        ReviewCsv.text(part.lot()),
                        part.recipe().id(),
                        Integer.toString(part.recipe().version()),
                        ReviewCsv.text(part.camera().name()),
                        Long.toString(part.camera().frame()),
                        part.outcome().name(),
                        ReviewCsv.score(part.score()),
                        ReviewCsv.score(part.limits().review()),
                        ReviewCsv.score(part.limits().fail()),
                        Integer.toString(part.regions()),
                        ReviewCsv.text(part.error()),
                        word.map(w -> w.good() ? "good" : "bad").orElse(""),
                        ReviewCsv.text(word.map(Word::who).orElse("")),
                        ReviewCsv.text(word.map(Word::reason).orElse("")),
                        ReviewCsv.text(part.classes().kind()),
                        ReviewCsv.counts(part.classes()))
                .collect(Collectors.joining(",", "", "\r\n"));
    }
}
