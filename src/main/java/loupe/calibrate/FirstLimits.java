package loupe.calibrate;

import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.ScoreSource;

/**
 * Thresholds for a model of which no defect is known yet. False alarms into review are bounded by the conformal rule;
 * where a part fails is a convention, half as far again from the median as review, and both are provisional
 * ({@link Calibration#GOOD_PARTS_ONLY}): nothing is known about escapes.
 *
 * @param review image threshold T_review, raw
 * @param fail image threshold T_fail, raw; &gt; {@code review}
 * @param alpha the false alarm probability that {@code review} really keeps; ≥ what was asked for when
 *     parts are few, 0 when it is not known
 */
public record FirstLimits(double review, double fail, double alpha) {
    private static final double FAIL_DISTANCE = 1.5;

    /**
     * Limits from held-out good scores. With m scores no probability below 1/(m+1) can be kept, so then that is used.
     *
     * @param good scores of good parts that did not fit the model, finite, at least one
     * @param alpha wanted probability of a false alarm, 0 &lt; α ≤ ½
     */
    public static FirstLimits of(float[] good, double alpha) {
        if (alpha > 0.5) {
            throw new IllegalArgumentException("alpha " + alpha + " would put review below the median");
        }
        double kept = Math.max(alpha, 1.0 / (good.length + 1));
        return above(median(Metrics.sorted(good)), Conformal.threshold(good, kept), kept);
    }

    /** The same limits where only the median and the largest of an unknown number of good scores are known; α is 0. */
    public static FirstLimits between(float median, float largest) {
        return above(median, Math.nextUp(largest), 0);
    }

    private static FirstLimits above(double median, double review, double alpha) {
        return new FirstLimits(review, median + FAIL_DISTANCE * (review - median), alpha);
    }

    /** The whole rule, completed by what the model says about its map. */
    public DecisionRule rule(double pixel, double minimumArea, ScoreSource source) {
        return new DecisionRule(review, fail, pixel, minimumArea, source);
    }

    private static double median(float[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : 0.5 * ((double) sorted[half - 1] + sorted[half]);
    }
}
