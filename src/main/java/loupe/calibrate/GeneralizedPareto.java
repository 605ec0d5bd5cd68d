package loupe.calibrate;

/**
 * Generalized Pareto distribution of excesses over a high threshold (Pickands 1975):
 * P(Y &gt; y) = (1 + ξy/σ)^(−1/ξ), exponential for ξ = 0.
 *
 * @param shape ξ; &lt; 0 has an end, &gt; 0 a heavy tail
 * @param scale σ &gt; 0
 */
public record GeneralizedPareto(double shape, double scale) {
    /** Below it the likelihood has no regular maximum (Smith 1985). */
    static final double LOWEST_SHAPE = -0.5;

    static final double HIGHEST_SHAPE = 1;

    private static final int GRID = 24;
    private static final int GOLDEN_STEPS = 30;
    private static final double FLAT = 1e-9;

    /**
     * Maximum likelihood with ξ kept within −½…1, by the profile in ξ/σ (Grimshaw 1993).
     *
     * @param excesses &gt; 0, at least two
     */
    public static GeneralizedPareto fit(double[] excesses) {
        double highest = 0;
        double sum = 0;
        for (double y : excesses) {
            if (!(y > 0 && y < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("excess " + y);
            }
            highest = Math.max(highest, y);
            sum += y;
        }
        double low = bound(excesses, highest, LOWEST_SHAPE);
        double high = bound(excesses, highest, HIGHEST_SHAPE);
        double best = low;
        for (int i = 1; i <= GRID; i++) {
            double u = low + (high - low) * i / GRID;
            best = likelihood(excesses, highest, u) > likelihood(excesses, highest, best) ? u : best;
        }
        double step = (high - low) / GRID;
        double u = golden(excesses, highest, Math.max(low, best - step), Math.min(high, best + step));
        double theta = Math.expm1(u) / highest;
        double shape = shape(excesses, theta);
        return Math.abs(u) < FLAT
                ? new GeneralizedPareto(0, sum / excesses.length)
                : new GeneralizedPareto(shape, shape / theta);
    }

    /** The excess that is exceeded with a probability. */
    public double exceededWith(double probability) {
        return shape == 0 ? -scale * Math.log(probability) : scale / shape * (Math.pow(probability, -shape) - 1);
    }

    /** θ = ξ/σ is searched as u = log(1 + θ·ymax), on which ξ rises steadily. */
    private static double bound(double[] y, double highest, double wanted) {
        double low = wanted < 0 ? -60 : 0;
        double high = wanted < 0 ? 0 : 60;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (shape(y, Math.expm1(middle) / highest) < wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return wanted < 0 ? high : low;
    }

    private static double shape(double[] y, double theta) {
        double sum = 0;
        for (double v : y) {
            sum += Math.log1p(theta * v);
        }
        return sum / y.length;
    }

    private static double likelihood(double[] y, double highest, double u) {
        double theta = Math.expm1(u) / highest;
        if (Math.abs(u) < FLAT) {
            double sum = 0;
            for (double v : y) {
                sum += v;
            }
            return -Math.log(sum / y.length) - 1;
        }
        double shape = shape(y, theta);
        return -Math.log(shape / theta) - shape - 1;
    }

    private static double golden(double[] y, double highest, double from, double to) {
        double ratio = (Math.sqrt(5) - 1) / 2;
        double low = from;
        double high = to;
        double a = high - ratio * (high - low);
        double b = low + ratio * (high - low);
        double fa = likelihood(y, highest, a);
        double fb = likelihood(y, highest, b);
        for (int i = 0; i < GOLDEN_STEPS; i++) {
            if (fa < fb) {
                low = a;
                a = b;
                fa = fb;
                b = low + ratio * (high - low);
                fb = likelihood(y, highest, b);
            } else {
                high = b;
                b = a;
                fb = fa;
                a = high - ratio * (high - low);
                fa = likelihood(y, highest, a);
            }
        }
        return (low + high) / 2;
    }
}
