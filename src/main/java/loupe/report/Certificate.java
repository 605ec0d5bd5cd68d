package loupe.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import loupe.calibrate.Confusion;
import loupe.calibrate.Decision;
import loupe.calibrate.Rate;
import loupe.calibrate.Scored;
import loupe.domain.Evidence;
import loupe.domain.Recipe;

/**
 * What a calibration certificate says.
 *
 * @param recipe as confirmed, with its version and evidence
 * @param evidence of that recipe
 * @param decision the policies' limits, promises and cautions
 * @param images the labelled scores
 * @param unseenTypes escapes of each defect type while it was left out
 * @param verified what the thresholds did on parts kept apart; empty when there were none
 * @param mistakes pictures of parts that were decided wrongly, worst first
 * @param program name and version
 */
public record Certificate(
        Recipe recipe,
        Evidence evidence,
        Decision decision,
        List<Scored> images,
        Map<String, Rate> unseenTypes,
        Optional<Confusion> verified,
        List<Mistake> mistakes,
        String program) {
    public Certificate {
        images = List.copyOf(images);
        unseenTypes = new TreeMap<>(unseenTypes);
        mistakes = List.copyOf(mistakes);
    }

    /**
     * A part that was decided wrongly.
     *
     * @param name of the image
     * @param type good or the kind of defect
     * @param score raw
     * @param passed true for an escape, false for a good part that did not pass
     * @param png small picture with its overlay, a whole PNG file
     */
    public record Mistake(String name, String type, float score, boolean passed, byte[] png) {}
}
