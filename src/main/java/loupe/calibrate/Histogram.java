package loupe.calibrate;

/**
 * How scores are distributed: counts of both classes in equal bins. What lies outside is in the first or last bin.
 *
 * @param low left edge of the first bin, raw
 * @param high right edge of the last bin, raw; &gt; {@code low}
 * @param good counts of good parts
 * @param defects counts of defects, as many bins
 */
public record Histogram(double low, double high, int[] good, int[] defects) {
    /** Over the whole range of scores; one of width 1 where all are equal or there are none. */
    public static Histogram of(Scoreboard board, int bins) {
        double low = board.size() == 0 ? 0 : board.lowest();
        double high = board.size() == 0 ? 1 : board.highest();
        return high > low ? of(board, bins, low, high) : of(board, bins, low - 0.5, low + 0.5);
    }

    /** Over a range that the caller chooses, for example without far outliers. O(bins · log N). */
    public static Histogram of(Scoreboard board, int bins, double low, double high) {
        if (bins < 1 || !(high > low)) {
            throw new IllegalArgumentException(bins + " bins from " + low + " to " + high);
        }
        return new Histogram(
                low, high, counts(board.good(), bins, low, high), counts(board.defects(), bins, low, high));
    }

    private static int[] counts(float[] sorted, int bins, double low, double high) {
        int[] counts = new int[bins];
        int before = 0;
        for (int i = 0; i < bins; i++) {
            int upTo = i == bins - 1 ? sorted.length : Conformal.below(sorted, low + (high - low) * (i + 1) / bins);
            counts[i] = upTo - before;
            before = upTo;
        }
        return counts;
    }

    public int bins() {
        return good.length;
    }

    /** The highest count of any bin and class, at least 1. */
    public int top() {
        int top = 1;
        for (int i = 0; i < good.length; i++) {
            top = Math.max(top, Math.max(good[i], defects[i]));
        }
        return top;
    }
}
