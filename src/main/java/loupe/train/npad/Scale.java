package loupe.train.npad;

import loupe.train.Quantiles;

/**
 * Makes distances comparable: the median of held-out good cells is 0, their 99.5 % quantile 1.
 *
 * @param zero median
 * @param unit distance from the median to the 99.5 % quantile, &gt; 0
 */
record Scale(double zero, double unit) {
    private static final double HIGH = 0.995;

    static Scale of(float[] heldOut) {
        double median = Quantiles.of(heldOut, 0.5);
        return new Scale(median, Math.max(Quantiles.of(heldOut, HIGH) - median, 1e-6));
    }
}
