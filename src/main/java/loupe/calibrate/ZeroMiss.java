package loupe.calibrate;

import java.util.OptionalDouble;

/**
 * The zero-false-negative protocol (Bougaham et al. 2024, arXiv 2302.05154): both classes weigh half, as in a balanced
 * test. The thresholds are found on the images that are measured, so nothing is promised for others. Empty without both
 * classes.
 *
 * @param auroc ties ½
 * @param accuracy the highest over all thresholds: (TPR + TNR) / 2
 * @param accuracyZfn at the lowest score of a defect: (1 + TNR) / 2
 * @param threshold that lowest score
 */
public record ZeroMiss(
        OptionalDouble auroc, OptionalDouble accuracy, OptionalDouble accuracyZfn, OptionalDouble threshold) {

    /** Measures. */
    public static ZeroMiss of(Scoreboard board) {
        if (!board.hasBoth()) {
            OptionalDouble none = OptionalDouble.empty();
            return new ZeroMiss(none, none, none, none);
        }
        double best = 0.5;
        for (float threshold : board.defects()) {
            Confusion at = board.at(threshold);
            best = Math.max(best, (2 - at.falseAlarms().value() - at.escapes().value()) / 2);
        }
        return new ZeroMiss(
                OptionalDouble.of(Metrics.auroc(board.good(), board.defects())),
                OptionalDouble.of(best),
                OptionalDouble.of((1 + ImageMetrics.goodKept(board, 0)) / 2),
                OptionalDouble.of(board.defects()[0]));
    }
}
