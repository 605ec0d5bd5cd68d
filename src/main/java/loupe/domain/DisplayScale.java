package loupe.domain;

/**
 * The fixed scale of the heat map: 0 is the median of good parts, 1 is the pixel threshold. Fixed by the recipe, never
 * by the image in view, so that equal colours mean equal scores on every part.
 *
 * @param zero raw map value shown as 0 (median good)
 * @param one raw map value shown as 1 (the pixel threshold)
 */
public record DisplayScale(double zero, double one) {
    public DisplayScale {
        if (!(one > zero)) {
            throw new IllegalArgumentException("scale from " + zero + " to " + one);
        }
    }

    public double of(double raw) {
        return (raw - zero) / (one - zero);
    }
}
