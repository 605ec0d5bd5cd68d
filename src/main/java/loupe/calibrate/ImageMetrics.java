package loupe.calibrate;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Everything that a table of scores says about a model, without choosing a threshold by hand. What needs both classes
 * is empty when one is missing.
 *
 * @param good good parts
 * @param defects defective parts
 * @param auroc ties ½
 * @param aurocInterval 95 %, {@link Bootstrap}; NaN…NaN is never used: empty as a whole
 * @param averagePrecision without interpolation
 * @param f1Max best F1; depends on the sample's share of defects
 * @param f1Threshold where it is reached
 * @param pg0 share of good parts kept at the highest threshold that misses no defect (TNR at FNR = 0)
 * @param pg5 the same with at most 5 % of the defects missed
 * @param pb0 share of defects found while no good part is flagged (TPR at FPR = 0)
 * @param pb5 the same with at most 5 % of the good parts flagged
 * @param accuracyZfn accuracy at the threshold of {@code pg0}; (1 + TNR)/2 on a balanced sample
 * @param zeroMissThreshold the lowest defect score
 */
public record ImageMetrics(
        int good,
        int defects,
        OptionalDouble auroc,
        Optional<Interval> aurocInterval,
        OptionalDouble averagePrecision,
        OptionalDouble f1Max,
        OptionalDouble f1Threshold,
        OptionalDouble pg0,
        OptionalDouble pg5,
        OptionalDouble pb0,
        OptionalDouble pb5,
        OptionalDouble accuracyZfn,
        OptionalDouble zeroMissThreshold) {

    /** Measures; the seed is that of the bootstrap. O(N log N) plus the bootstrap's 2·10⁷ draws at most. */
    public static ImageMetrics of(Scoreboard board, long seed) {
        int m = board.good().length;
        int n = board.defects().length;
        OptionalDouble lowest = n == 0 ? OptionalDouble.empty() : OptionalDouble.of(board.defects()[0]);
        OptionalDouble none = OptionalDouble.empty();
        if (!board.hasBoth()) {
            return new ImageMetrics(
                    m, n, none, Optional.empty(), none, none, none, none, none, none, none, none, lowest);
        }
        Metrics.F1Max f1 = Metrics.f1Max(board.good(), board.defects());
        return new ImageMetrics(
                m,
                n,
                OptionalDouble.of(Metrics.auroc(board.good(), board.defects())),
                Optional.of(Bootstrap.auroc(board, seed)),
                OptionalDouble.of(Metrics.averagePrecision(board.good(), board.defects())),
                OptionalDouble.of(f1.value()),
                OptionalDouble.of(f1.threshold()),
                OptionalDouble.of(goodKept(board, 0)),
                OptionalDouble.of(goodKept(board, 0.05)),
                OptionalDouble.of(defectsFound(board, 0)),
                OptionalDouble.of(defectsFound(board, 0.05)),
                OptionalDouble.of(board.at(board.defects()[0]).correct().value()),
                lowest);
    }

    /** PGn: share of good parts that pass at the highest threshold whose share of missed defects is at most this. */
    public static double goodKept(Scoreboard board, double missed) {
        float[] b = board.defects();
        int misses = allowed(missed, b.length);
        double threshold = misses == b.length ? Double.POSITIVE_INFINITY : b[misses];
        return 1 - board.at(threshold).falseAlarms().value();
    }

    /** PBn: share of defects found at the lowest threshold whose share of flagged good parts is at most this. */
    public static double defectsFound(Scoreboard board, double flagged) {
        float[] g = board.good();
        int alarms = allowed(flagged, g.length);
        double threshold = alarms == g.length ? Double.NEGATIVE_INFINITY : Math.nextUp(g[g.length - 1 - alarms]);
        return 1 - board.at(threshold).escapes().value();
    }

    private static int allowed(double share, int of) {
        return (int) Math.floor(share * of + 1e-9);
    }
}
