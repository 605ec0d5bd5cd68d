package loupe.train.npad;

import java.util.Arrays;

/**
 * From two planes of distances to the anomaly map, twice as fine as the grid, and its score. The exported graph does
 * the same with ONNX operators.
 */
final class ScoreMap {
    /** The map's cells per grid cell along one side. */
    static final int FINER = 2;

    /** Standard deviation of the smoothing, map cells (4 input pixels). */
    static final double SIGMA = 1;

    static final int RADIUS = 3;

    /** The image score is the mean of so many highest values: 0.1 % of a 64 × 64 map. */
    static int topCount(int mapSide) {
        return Math.max(1, (int) Math.round(mapSide * mapSide * 0.001));
    }

    private ScoreMap() {}

    static float[] combine(float[] gaussian, Scale m, float[] centroid, Scale e, double omega) {
        float[] combined = new float[gaussian.length];
        for (int i = 0; i < combined.length; i++) {
            combined[i] = (float)
                    (omega * (gaussian[i] - m.zero()) / m.unit() + (1 - omega) * (centroid[i] - e.zero()) / e.unit());
        }
        return combined;
    }

    /** Bilinear to twice the size (pixel centres kept), then Gaussian smoothing with mirrored borders. */
    static float[] finish(float[] plane, int side) {
        int fine = side * FINER;
        float[] map = new float[fine * fine];
        for (int y = 0; y < fine; y++) {
            double sy = clamp((y + 0.5) / FINER - 0.5, side);
            int y0 = (int) sy;
            int y1 = Math.min(side - 1, y0 + 1);
            for (int x = 0; x < fine; x++) {
                double sx = clamp((x + 0.5) / FINER - 0.5, side);
                int x0 = (int) sx;
                int x1 = Math.min(side - 1, x0 + 1);
                double top = mix(plane[y0 * side + x0], plane[y0 * side + x1], sx - x0);
                double bottom = mix(plane[y1 * side + x0], plane[y1 * side + x1], sx - x0);
                map[y * fine + x] = (float) mix(top, bottom, sy - y0);
            }
        }
        return smooth(smooth(map, fine, 1, fine), fine, fine, 1);
    }

    private static double clamp(double at, int side) {
        return Math.min(side - 1, Math.max(0, at));
    }

    private static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }

    private static float[] smooth(float[] map, int side, int step, int lineStep) {
        float[] kernel = kernel();
        float[] smoothed = new float[map.length];
        for (int line = 0; line < side; line++) {
            for (int i = 0; i < side; i++) {
                double sum = 0;
                for (int t = -RADIUS; t <= RADIUS; t++) {
                    sum += kernel[t + RADIUS] * map[line * lineStep + mirror(i + t, side) * step];
                }
                smoothed[line * lineStep + i * step] = (float) sum;
            }
        }
        return smoothed;
    }

    private static int mirror(int i, int side) {
        int positive = Math.abs(i);
        return positive < side ? positive : 2 * (side - 1) - positive;
    }

    static float[] kernel() {
        float[] kernel = new float[2 * RADIUS + 1];
        double sum = 0;
        for (int t = -RADIUS; t <= RADIUS; t++) {
            sum += Math.exp(-t * t / (2 * SIGMA * SIGMA));
        }
        for (int t = -RADIUS; t <= RADIUS; t++) {
            kernel[t + RADIUS] = (float) (Math.exp(-t * t / (2 * SIGMA * SIGMA)) / sum);
        }
        return kernel;
    }

    /** Mean of the highest values. */
    static float score(float[] map) {
        float[] sorted = map.clone();
        Arrays.sort(sorted);
        int top = topCount((int) Math.sqrt(map.length));
        double sum = 0;
        for (int i = sorted.length - top; i < sorted.length; i++) {
            sum += sorted[i];
        }
        return (float) (sum / top);
    }
}
