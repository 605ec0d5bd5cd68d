package loupe.calibrate;

/**
 * A closed range of plausible values.
 *
 * @param low ≤ {@code high}
 * @param high may be +∞
 */
public record Interval(double low, double high) {
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("interval " + low + "…" + high);
        }
    }

    public boolean contains(double value) {
        return value >= low && value <= high;
    }
}
