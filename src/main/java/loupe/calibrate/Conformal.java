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

    /**
     * The threshold above which, with a stated confidence in the sample drawn, at most a share α of good parts lies
     * (one-sided tolerance limit, Wilks 1941): just above the smallest order statistic whose exceedance, distributed
     * Beta(m+1−k, k), has a quantile ≤ α; {@code +∞} when m is too small.
     *
     * @param good as in {@link #threshold}
     * @param alpha accepted share of false alarms, 0 &lt; α &lt; 1
     * @param confidence 0 &lt; confidence &lt; 1
     */
    public static double sureThreshold(float[] good, double alpha, double confidence) {
        if (!(alpha > 0 && alpha < 1) || !(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("alpha " + alpha + ", confidence " + confidence);
        }
        float[] sorted = Metrics.sorted(good);
        int m = sorted.length;
        int low = 1;
        int high = m + 1;
        while (low < high) {
            int k = low + (high - low) / 2;
            if (new Rate(m - k, m).upper(confidence) <= alpha) {
                high = k;
            } else {
                low = k + 1;
            }
        }
        return low > m ? Double.POSITIVE_INFINITY : Math.nextUp(sorted[low - 1]);
    }

    /**
     * How unusual a score is among good ones: (1 + how many of them reach it) / (m + 1). Of a further good part it is
     * ≤ p with probability ≤ p; many small ones in a row mean drift ({@link Drift}).
     *
     * @param sorted scores of good parts in rising order
     * @param score finite
     * @return 1/(m+1)…1
     */
    public static double pValue(float[] sorted, float score) {
        return (1.0 + sorted.length - below(sorted, score)) / (sorted.length + 1.0);
    }

    /** How many of the rising values lie below a limit; any limit, NaN excepted. */
    static int below(float[] sorted, double limit) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
