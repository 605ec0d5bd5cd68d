package loupe.calibrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * Threshold beyond the largest good score by peaks over threshold: T = u + σ/ξ((q·m/N_u)^(−ξ) − 1) with u exceeded by
 * a tenth of the parts. An estimate with a bootstrap interval, never a bound.
 */
final class TailFit {
    static final int NEEDED = 300;

    private static final double SHARE = 0.1;
    private static final double HEAVY = 0.5;
    private static final int REPETITIONS = 200;

    private final float[] good;
    private final double rate;
    private final double start;
    private final double[] excesses;

    private TailFit(float[] sorted, double rate) {
        this.good = sorted;
        this.rate = rate;
        this.start = sorted[sorted.length - 1 - (int) Math.round(SHARE * sorted.length)];
        int from = Conformal.below(sorted, Math.nextUp(start));
        this.excesses = new double[sorted.length - from];
        for (int i = 0; i < excesses.length; i++) {
            excesses[i] = sorted[from + i] - start;
        }
    }

    static Limit limit(Policy.Tail policy, Scoreboard board) {
        int m = board.good().length;
        if (m < NEEDED) {
            throw new InspectionFault(FaultCode.CAL_02, policy.text(), m, NEEDED);
        }
        double floor = 1 / (10.0 * m);
        List<Caution> cautions = new ArrayList<>();
        if (policy.rate() < floor) {
            cautions.add(Caution.of(Caution.Kind.FLOOR, policy.rate(), floor));
        }
        return new TailFit(board.good(), Math.max(floor, policy.rate())).limit(policy, cautions);
    }

    private Limit limit(Policy.Tail policy, List<Caution> cautions) {
        if (excesses.length < 2 || rate * good.length >= excesses.length) { // ties at the top, or inside the data
            double inside = Conformal.threshold(good, Math.max(rate, 1.0 / (good.length + 1)));
            Guarantee kept = new Guarantee.FalseAlarms(Math.max(rate, 1.0 / (good.length + 1)), good.length);
            return new Limit(policy, inside, kept, cautions);
        }
        GeneralizedPareto tail = GeneralizedPareto.fit(excesses);
        if (tail.shape() > HEAVY) {
            cautions.add(Caution.of(Caution.Kind.HEAVY_TAIL, tail.shape()));
        }
        double threshold = threshold(tail, excesses.length);
        Interval spread = spread(policy.seed(), threshold);
        return new Limit(policy, threshold, new Guarantee.Extrapolated(rate, spread, tail, excesses.length), cautions);
    }

    private double threshold(GeneralizedPareto tail, int above) {
        return start + tail.exceededWith(rate * good.length / above);
    }

    /** Parts are drawn anew, so the number above u varies too. */
    private Interval spread(long seed, double estimate) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] found = new double[REPETITIONS];
        for (int r = 0; r < REPETITIONS; r++) {
            double[] drawn = new double[good.length];
            int above = 0;
            for (int i = 0; i < good.length; i++) {
                int at = random.nextInt(good.length) - (good.length - excesses.length);
                if (at >= 0) {
                    drawn[above++] = excesses[at];
                }
            }
            found[r] = above < 2 ? estimate : threshold(GeneralizedPareto.fit(Arrays.copyOf(drawn, above)), above);
        }
        Arrays.sort(found);
        double low = found[(int) (0.025 * REPETITIONS)];
        double high = found[(int) (0.975 * REPETITIONS)];
        return new Interval(Math.min(low, estimate), Math.max(high, estimate));
    }
}
