package loupe.app;

import java.util.OptionalDouble;

/** Percentiles of measured times. */
public final class Percentile {
    private Percentile() {}

    /**
     * The smallest value that at least this share of the values does not exceed (nearest rank); empty without values.
     *
     * @param sorted in rising order
     * @param share 0…1
     */
    public static OptionalDouble of(double[] sorted, double share) {
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        int rank = (int) Math.ceil(share * sorted.length);
        return OptionalDouble.of(sorted[Math.max(0, Math.min(sorted.length, rank) - 1)]);
    }
}
