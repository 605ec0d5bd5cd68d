package loupe.app;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import loupe.calibrate.ImageMetrics;
import loupe.calibrate.Scoreboard;
import loupe.calibrate.Scored;

/**
 * What was measured on one data set; what could not be is empty, for example pixel figures without masks.
 *
 * @param dataset name of the data set
 * @param images test images tried
 * @param errors images without a verdict: unreadable, or the model failed; they are in no other figure
 * @param imageAuroc defects against good parts, ties ½
 * @param f1Max best F1 over all thresholds; depends on the set's share of defects
 * @param f1Threshold raw score where it is reached
 * @param pixelAuroc over all pixels of good images and of defects with a mask
 * @param auPro up to a false positive rate of 0.3
 * @param msP50 median time of one inspection without reading the file, milliseconds
 * @param msP95 95th percentile of the same
 * @param modelBytes size of the model file
 * @param teachSeconds how long teaching took; empty when the model was there already
 * @param perType every type, good included, sorted by name
 * @param pixelAp average precision of the pixels
 * @param auProStrict up to a false positive rate of 0.05
 * @param scored every image that has a verdict, in the order of the data set
 */
public record EvaluationResult(
        String dataset,
        int images,
        int errors,
        OptionalDouble imageAuroc,
        OptionalDouble f1Max,
        OptionalDouble f1Threshold,
        OptionalDouble pixelAuroc,
        OptionalDouble auPro,
        OptionalDouble msP50,
        OptionalDouble msP95,
        long modelBytes,
        OptionalDouble teachSeconds,
        Map<String, TypeResult> perType,
        OptionalDouble pixelAp,
        OptionalDouble auProStrict,
        List<Scored> scored) {
    private static final long SEED = 1;

    public EvaluationResult {
        perType = new TreeMap<>(perType);
        scored = List.copyOf(scored);
    }

    /**
     * One kind of defect.
     *
     * @param n images of this type that were scored
     * @param imageAuroc this type against all good images; empty for good itself
     */
    public record TypeResult(int n, OptionalDouble imageAuroc) {}

    /** The same figures with the time that teaching took. */
    public EvaluationResult taughtIn(double seconds) {
        return new EvaluationResult(
                dataset,
                images,
                errors,
                imageAuroc,
                f1Max,
                f1Threshold,
                pixelAuroc,
                auPro,
                msP50,
                msP95,
                modelBytes,
                OptionalDouble.of(seconds),
                perType,
                pixelAp,
                auProStrict,
                scored);
    }

    /** All image metrics, several images of one part counted once; takes up to seconds for large sets. */
    public ImageMetrics imageMetrics() {
        return ImageMetrics.of(Scoreboard.of(scored), SEED);
    }
}
