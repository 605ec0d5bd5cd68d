package loupe.detect.profile;

/**
 * Thresholds that came with a model: suggestions, never armed by themselves. NaN where there is none. Values are those
 * of the model's outputs.
 *
 * @param image for the score
 * @param pixel for the map
 * @param comparison how the maker compares; Loupe's own rule is always ≥
 * @param imageSpan maximum − minimum that the maker normalises scores with
 * @param pixelSpan the same for the map
 */
public record Suggestion(double image, double pixel, Comparison comparison, double imageSpan, double pixelSpan) {
    public static final Suggestion NONE =
            new Suggestion(Double.NaN, Double.NaN, Comparison.GREATER_OR_EQUAL, Double.NaN, Double.NaN);

    /** How a score is compared with a threshold. */
    public enum Comparison {
        GREATER,
        GREATER_OR_EQUAL
    }

    /** The threshold of a model that normalises its scores around ½ by itself. */
    public static Suggestion half() {
        return new Suggestion(0.5, 0.5, Comparison.GREATER, Double.NaN, Double.NaN);
    }

    /** The score as the maker's own program would show it: ½ at the threshold, 0…1; NaN when that is not known. */
    public double normalised(double score) {
        double value = (score - image) / imageSpan + 0.5;
        return Double.isNaN(value) ? Double.NaN : Math.max(0, Math.min(1, value));
    }

    /**
     * The lowest float32 that the maker calls not good; with ≥ it is the rule that Loupe would need. NaN when unknown.
     */
    public float asGreaterOrEqual() {
        float threshold = (float) image;
        boolean above = comparison == Comparison.GREATER || threshold < image;
        return Double.isNaN(image) ? Float.NaN : above && threshold <= image ? Math.nextUp(threshold) : threshold;
    }
}
