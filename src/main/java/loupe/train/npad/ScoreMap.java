package loupe.train.npad;

import java.util.Arrays;
import java.util.List;

/**
 * From one plane to the anomaly map, twice as fine as the grid, and its score. The exported graph does the same with
 * ONNX operators.
 */
final class ScoreMap {
    /** The map's cells per grid cell along one side. */
    static final int FINER = 2;

    /** Standard deviation of the smoothing, map cells (4 input pixels). */
    static final double SIGMA = 1;

    static final int RADIUS = 3;

    /** The image score is the mean of so many highest values: 1 % of the map. */
    static int topCount(int mapSide) {
        return Math.max(1, (int) Math.round(mapSide * mapSide * 0.01));
    }

    private ScoreMap() {}

    /** To twice the size, then Gaussian smoothing with mirrored borders. */
    static float[] finish(float[] plane, int side) {
        int fine = side * FINER;
        return smooth(smooth(enlarge(plane, side, fine), fine, 1, fine), fine, fine, 1);
    }

    /** Bilinear, pixel centres kept. */
    static float[] enlarge(float[] plane, int side, int fine) {
        double step = (double) side / fine;
        float[] map = new float[fine * fine];
        for (int y = 0; y < fine; y++) {
            double sy = clamp((y + 0.5) * step - 0.5, side);
            int y0 = (int) sy;
            int y1 = Math.min(side - 1, y0 + 1);
            for (int x = 0; x < fine; x++) {
                double sx = clamp((x + 0.5) * step - 0.5, side);
                int x0 = (int) sx;
                int x1 = Math.min(side - 1, x0 + 1);
                double top = mix(plane[y0 * side + x0], plane[y0 * side + x1], sx - x0);
                double bottom = mix(plane[y1 * side + x0], plane[y1 * side + x1], sx - x0);
                map[y * fine + x] = (float) mix(top, bottom, sy - y0);
            }
        }
        return map;
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

    static float[] scores(List<float[]> maps) {
        float[] scores = new float[maps.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = score(maps.get(i));
        }
        return scores;
    }

    /** The highest value of every map. */
    static float[] peaks(List<float[]> maps) {
        float[] peaks = new float[maps.size()];
        for (int i = 0; i < peaks.length; i++) {
            float highest = Float.NEGATIVE_INFINITY;
            for (float value : maps.get(i)) {
                highest = Math.max(highest, value);
            }
            peaks[i] = highest;
        }
        return peaks;
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
