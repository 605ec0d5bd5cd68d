package loupe.calibrate;

import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import org.hipparchus.distribution.discrete.BinomialDistribution;

/**
 * Lines of a control chart (Shewhart): a process that has not changed stays between them but about three times in a
 * thousand.
 *
 * @param lower below it something changed
 * @param centre what is usual
 * @param upper above it something changed
 */
public record ControlLimits(double lower, double centre, double upper) {
    /** 3 / d₂ for ranges of two neighbours. */
    private static final double MOVING_RANGE = 2.659574468085106;

    /** What lies outside of ±3σ of a normal distribution on one side. */
    private static final double TAIL = 0.0013498980316300933;

    /**
     * Chart of single values (XmR): mean ± 2.66 times the mean range between neighbours. For scores in the order in
     * which the parts came.
     *
     * @param values at least two, finite; else {@link IllegalArgumentException} or MOD-06
     */
    public static ControlLimits individuals(double[] values) {
        if (values.length < 2) {
            throw new IllegalArgumentException("control limits of " + values.length + " values");
        }
        double sum = 0;
        double ranges = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new InspectionFault(FaultCode.MOD_06);
            }
            sum += values[i];
            ranges += i == 0 ? 0 : Math.abs(values[i] - values[i - 1]);
        }
        double centre = sum / values.length;
        double reach = MOVING_RANGE * ranges / (values.length - 1);
        return new ControlLimits(centre - reach, centre, centre + reach);
    }

    /**
     * Chart of a share such as yield: exact binomial limits, right for small samples and for rates near 0 and 1.
     *
     * @param rate usual share, 0…1
     * @param parts parts in one point of the chart, ≥ 1
     */
    public static ControlLimits proportion(double rate, int parts) {
        if (!(rate >= 0 && rate <= 1) || parts < 1) {
            throw new IllegalArgumentException("rate " + rate + " of " + parts);
        }
        BinomialDistribution count = new BinomialDistribution(parts, rate);
        double lower = (double) count.inverseCumulativeProbability(TAIL) / parts;
        double upper = (double) count.inverseCumulativeProbability(1 - TAIL) / parts;
        return new ControlLimits(Math.min(lower, rate), rate, Math.max(upper, rate));
    }

    public boolean contains(double value) {
        return value >= lower && value <= upper;
    }
}
