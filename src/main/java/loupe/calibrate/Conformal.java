package loupe.calibrate;

/**
 * Distribution-free limit on false alarms from held-out good scores (split conformal prediction, Vovk et al. 2005):
 * a further good part, exchangeable with the given ones, reaches the threshold with probability ≤ α.
 */
public final class Conformal {
    private static final double ROUNDING = 1e-9;

    private Conformal() {}

    /**
     * The threshold just above the ⌈(m+1)(1−α)⌉-th smallest of m good scores; {@code +∞} when m is too small for α,
     * that is when no finite threshold can be promised.
     *
     * @param good scores of good parts that did not fit the model, finite, at least one
     * @param alpha accepted probability of a false alarm, 0 &lt; α &lt; 1
     */
    public static double threshold(float[] good, double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha " + alpha);
        }
        float[] sorted = Metrics.sorted(good);
        // ⌈(m+1)(1−α)⌉ written so that α = 1/(m+1) is not lost to rounding
        int index = sorted.length + 1 - (int) Math.floor((sorted.length + 1) * alpha + ROUNDING);
        if (index > sorted.length) {
            return Double.POSITIVE_INFINITY;
        }
        return index < 1 ? Double.NEGATIVE_INFINITY : Math.nextUp(sorted[index - 1]);
    }
}
