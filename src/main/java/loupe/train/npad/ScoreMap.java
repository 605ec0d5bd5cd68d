package loupe.train.npad;

import java.util.Arrays;
import java.util.List;
import loupe.train.Bilinear;

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

    /** Of the map, whose highest values are averaged: a hair crack, a stain, a broad change, a shape. */
    private static final double[] SHARES = {0.001, 0.01, 0.03, 0.1};

    private ScoreMap() {}

    /**
     * What the highest values of a map count in the image score, highest first, together 1: the mean of the means of
     * the highest 0.1 %, 1 %, 3 % and 10 %. How large a defect will be is not known when a detector is taught.
     */
    static float[] topWeights(int mapSide) {
        int[] counts = Arrays.stream(SHARES)
                .mapToInt(share -> Math.max(1, (int) Math.round(mapSide * mapSide * share)))
                .toArray();
        float[] weights = new float[counts[counts.length - 1]];
        for (int count : counts) {
            for (int i = 0; i < count; i++) {
                weights[i] += 1f / (counts.length * count);
            }
        }
        return weights;
    }

    /** To twice the size, then Gaussian smoothing with mirrored borders. */
    static float[] finish(float[] plane, int side) {
        int fine = side * FINER;
        return smooth(smooth(Bilinear.enlarge(plane, side, fine), fine, 1, fine), fine, fine, 1);
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

    /** The image score. */
    static float score(float[] map) {
        float[] sorted = map.clone();
        Arrays.sort(sorted);
        float[] weights = topWeights((int) Math.sqrt(map.length));
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * sorted[sorted.length - 1 - i];
        }
        return (float) sum;
    }
}
