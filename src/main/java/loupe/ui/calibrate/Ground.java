package loupe.ui.calibrate;

import java.util.List;
import loupe.calibrate.Curves;
import loupe.calibrate.Histogram;
import loupe.calibrate.Scoreboard;
import loupe.calibrate.Scored;

/**
 * Everything about labelled scores that does not depend on the limits, worked out once. Immutable.
 *
 * @param images as scored
 * @param parts one score per part
 * @param board the same, sorted
 * @param histogram over the range that is drawn; far outliers are in its last bin
 * @param roc empty when a class is missing
 * @param precisionRecall empty when a class is missing
 * @param calls finds mistakes
 */
record Ground(
        List<Scored> images,
        List<Scored> parts,
        Scoreboard board,
        Histogram histogram,
        List<Curves.Point> roc,
        List<Curves.Point> precisionRecall,
        CloseCalls calls) {
    private static final int BINS = 56;
    private static final int POINTS = 400;
    private static final double PAD = 0.04;

    /** Takes as long as sorting; any thread. */
    static Ground of(List<Scored> images) {
        List<Scored> parts = Scored.perPart(images);
        Scoreboard board = Scoreboard.of(parts);
        return new Ground(
                images,
                parts,
                board,
                histogram(board),
                board.hasBoth() ? Curves.roc(board, POINTS) : List.of(),
                board.hasBoth() ? Curves.precisionRecall(board, POINTS) : List.of(),
                new CloseCalls(parts));
    }

    /** The few highest scores may lie far away: the range ends a little beyond the bulk of both classes. */
    private static Histogram histogram(Scoreboard board) {
        if (board.size() == 0 || board.isConstant()) {
            return Histogram.of(board, BINS);
        }
        double low = board.lowest();
        double bulk = Math.max(at(board.good(), 0.995, low), at(board.defects(), 0.6, low));
        double high = Math.min(board.highest(), low + 1.25 * (bulk - low));
        high = high > low ? high : board.highest();
        double pad = PAD * (high - low);
        return Histogram.of(board, BINS, low - pad, high + pad);
    }

    private static double at(float[] sorted, double share, double otherwise) {
        return sorted.length == 0 ? otherwise : sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
