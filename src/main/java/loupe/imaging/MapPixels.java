package loupe.imaging;

import loupe.domain.AnomalyMap;
import loupe.domain.Region;

/** Anomaly maps at image resolution, for metrics by pixel. Pure functions; any thread. */
public final class MapPixels {
    private MapPixels() {}

    /**
     * The map's score at the centre of every pixel: bilinear between the centres of cells, flat outside them. Pixels
     * that the map does not cover get its lowest score: nothing was found there.
     *
     * @return {@code width × height} raw scores, row-major
     */
    public static float[] of(AnomalyMap map, int width, int height) {
        float[] out = new float[width * height];
        Region covered = map.covered();
        float lowest = lowest(map.scores());
        for (int y = 0; y < height; y++) {
            double v = (y + 0.5 - covered.y()) / covered.height() * map.height() - 0.5;
            for (int x = 0; x < width; x++) {
                double u = (x + 0.5 - covered.x()) / covered.width() * map.width() - 0.5;
                out[y * width + x] = covered.contains(x + 0.5, y + 0.5) ? at(map, u, v) : lowest;
            }
        }
        return out;
    }

    private static float at(AnomalyMap map, double u, double v) {
        double x = Math.min(map.width() - 1, Math.max(0, u));
        double y = Math.min(map.height() - 1, Math.max(0, v));
        int x0 = (int) x;
        int y0 = (int) y;
        int right = x0 + 1 < map.width() ? 1 : 0;
        int down = y0 + 1 < map.height() ? map.width() : 0;
        float[] s = map.scores();
        int at = y0 * map.width() + x0;
        double fx = x - x0;
        double above = s[at] + (s[at + right] - s[at]) * fx;
        double below = s[at + down] + (s[at + down + right] - s[at + down]) * fx;
        return (float) (above + (below - above) * (y - y0));
    }

    private static float lowest(float[] scores) {
        float lowest = Float.POSITIVE_INFINITY;
        for (float s : scores) {
            lowest = Math.min(lowest, s);
        }
        return lowest;
    }
}
