package loupe.domain;

import java.util.Optional;

/**
 * Anomaly scores per place, as the model gave them: raw, at model resolution, row-major, higher = worse.
 *
 * @param width columns, ≥ 1
 * @param height rows, ≥ 1
 * @param scores {@code width × height} finite values; never written to after construction
 * @param covered the part of the image, in image pixels, that the map describes; outside it nothing was inspected
 * @param classes of the same cells, from a model that tells kinds of defects apart
 */
public record AnomalyMap(int width, int height, float[] scores, Region covered, Optional<ClassMap> classes) {
    public AnomalyMap {
        if (width < 1 || height < 1 || scores.length != width * height) {
            throw new IllegalArgumentException("map " + width + "×" + height + " with " + scores.length + " scores");
        }
        if (classes.isPresent() && classes.get().cells().length != scores.length) {
            throw new IllegalArgumentException("classes of another map");
        }
    }

    /** Of a model that knows no classes. */
    public AnomalyMap(int width, int height, float[] scores, Region covered) {
        this(width, height, scores, covered, Optional.empty());
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
        return new AnomalyMap(width, height, scores, area, classes);
    }

    /** Columns {@code x0} to before {@code x1}, rows {@code y0} to before {@code y1}, said to cover this area. */
    public AnomalyMap part(int x0, int y0, int x1, int y1, Region area) {
        int columns = x1 - x0;
        if (columns == width && y1 - y0 == height) {
            return covering(area);
        }
        float[] kept = new float[columns * (y1 - y0)];
        for (int y = y0; y < y1; y++) {
            System.arraycopy(scores, y * width + x0, kept, (y - y0) * columns, columns);
        }
        return new AnomalyMap(columns, y1 - y0, kept, area, classes.map(c -> {
            short[] cells = new short[kept.length];
            for (int y = y0; y < y1; y++) {
                System.arraycopy(c.cells(), y * width + x0, cells, (y - y0) * columns, columns);
            }
            return new ClassMap(c.classes(), cells);
        }));
    }
}
