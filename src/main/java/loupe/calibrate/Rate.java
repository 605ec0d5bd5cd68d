package loupe.calibrate;

import org.hipparchus.special.Beta;

/**
 * A share with its denominator, so that nobody reads “0 %” without “of how many”. Bounds are exact binomial ones
 * (Clopper and Pearson 1934): they hold for every true rate, with at least the stated confidence.
 *
 * @param count how many had it, 0…{@code of}
 * @param of how many were looked at; 0 means that nothing is known
 */
public record Rate(int count, int of) {
    /** The confidence of every interval that does not name another. */
    public static final double CONFIDENCE = 0.95;

    private static final int FAR = 1 << 30;
    private static final int HALVINGS = 100;
    private static final double PRECISION = 1e-13;

    public Rate {
        if (count < 0 || count > of) {
            throw new IllegalArgumentException(count + " of " + of);
        }
    }

    /** The observed share, 0…1; NaN when nothing was looked at. */
    public double value() {
        return of == 0 ? Double.NaN : (double) count / of;
    }

    /** Two-sided 95 % interval of the true rate. */
    public Interval interval() {
        return interval(CONFIDENCE);
    }

    /** Two-sided Clopper–Pearson interval; 0…1 when nothing was looked at. */
    public Interval interval(double confidence) {
        double half = (1 - confidence) / 2;
        double low = count == 0 ? 0 : quantile(half, count, (double) of - count + 1);
        double high = count == of ? 1 : quantile(1 - half, (double) count + 1, (double) of - count);
        return new Interval(low, high);
    }

    /** One-sided upper bound BetaInv(C; k+1, n−k) of the true rate; 1 when nothing is known. */
    public double upper(double confidence) {
        return count == of ? 1 : quantile(confidence, (double) count + 1, (double) of - count);
    }

    /**
     * How many more, none of them counted, would bring {@link #upper} down to a rate; 0 when it is there already.
     *
     * @param rate wanted bound, 0 &lt; rate &lt; 1
     */
    public int moreFor(double rate, double confidence) {
        if (!(rate > 0 && rate < 1)) {
            throw new IllegalArgumentException("rate " + rate);
        }
        int low = of;
        int high = Math.max(1, of);
        while (!proves(high, rate, confidence) && high < FAR) {
            low = high;
            high *= 2;
        }
        while (low < high) {
            int middle = low + (high - low) / 2;
            if (proves(middle, rate, confidence)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low - of;
    }

    /** The same as an upper bound ≤ rate with so many looked at, without solving for the bound. */
    private boolean proves(int n, double rate, double confidence) {
        return n > count && Beta.regularizedBeta(rate, count + 1.0, (double) n - count) >= confidence;
    }

    /** By halving: the distribution function is cheap, and a library's general solver is a hundred times slower. */
    static double quantile(double p, double a, double b) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS && high - low > PRECISION * high; i++) {
            double middle = low + (high - low) / 2;
            if (Beta.regularizedBeta(middle, a, b) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low + (high - low) / 2;
    }
}
