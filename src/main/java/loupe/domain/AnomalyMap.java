package loupe.domain;

/**
 * Anomaly scores per place, as the model gave them: raw, at model resolution, row-major, higher = worse.
 *
 * @param width columns, ≥ 1
 * @param height rows, ≥ 1
 * @param scores {@code width × height} finite values; never written to after construction
 * @param covered the part of the image, in image pixels, that the map describes; outside it nothing was inspected
 */
public record AnomalyMap(int width, int height, float[] scores, Region covered) {
    public AnomalyMap {
        if (width < 1 || height < 1 || scores.length != width * height) {
            throw new IllegalArgumentException("map " + width + "×" + height + " with " + scores.length + " scores");
        }
    }

    public float max() {
        float max = Float.NEGATIVE_INFINITY;
        for (float s : scores) {
            max = Math.max(max, s);
        }
        return max;
    }

    /** The same scores, said to cover another part of the image (used after a crop). */
    public AnomalyMap covering(Region area) {
        return new AnomalyMap(width, height, scores, area);
    }
}
