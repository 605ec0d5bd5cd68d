package loupe.train.transfer;

import java.util.Arrays;
import java.util.stream.IntStream;
import loupe.train.ChannelStats;
import loupe.train.Projection;

/**
 * A linear map after which the local features of good parts have mean 0, and variance 1 in every direction: what is
 * rare in good parts then counts as much as what is common, however faint the network shows it.
 *
 * @param k rows: all channels, at most {@link #MOST}
 * @param matrix {@code [k][channels]}
 * @param bias {@code [k]}
 */
record Whitening(int k, float[] matrix, float[] bias) {
    /** Of more channels only the directions of the largest variances are kept. */
    static final int MOST = 256;

    /** Share of the mean variance that is added to every direction's. */
    private static final double COMMON = 0.01;

    static Whitening of(ChannelStats stats, long seed) {
        int channels = stats.channels();
        int k = Math.min(MOST, channels);
        double[] rows = Projection.principal(stats.covariance(), k, channels, seed);
        double[] values = SymmetricEigen.turn(product(rows, stats.covariance(), k, channels), rows, k);
        double typical = 1e-12;
        for (double value : values) {
            typical += value / k;
        }
        float[] matrix = new float[k * channels];
        float[] bias = new float[k];
        for (int row = 0; row < k; row++) {
            double scale = 1 / Math.sqrt(Math.max(0, values[row]) + COMMON * typical);
            double offset = 0;
            for (int c = 0; c < channels; c++) {
                double value = scale * rows[row * channels + c];
                matrix[row * channels + c] = (float) value;
                offset -= value * stats.mean()[c];
            }
            bias[row] = (float) offset;
        }
        return new Whitening(k, matrix, bias);
    }

    /**
     * Whitens an image's features.
     *
     * @param features {@code [channels][cells]}
     * @return {@code [k][cells]}
     */
    float[] apply(float[] features) {
        int channels = matrix.length / k;
        int cells = features.length / channels;
        float[] white = new float[k * cells];
        IntStream.range(0, k).parallel().forEach(row -> {
            Arrays.fill(white, row * cells, (row + 1) * cells, bias[row]);
            for (int c = 0; c < channels; c++) {
                float weight = matrix[row * channels + c];
                for (int cell = 0; cell < cells; cell++) {
                    white[row * cells + cell] += weight * features[c * cells + cell];
                }
            }
        });
        return white;
    }

    /** rows · covariance · rowsᵀ. */
    private static double[] product(double[] rows, double[] covariance, int k, int channels) {
        double[] half = new double[k * channels];
        for (int a = 0; a < k; a++) {
            for (int c = 0; c < channels; c++) {
                double factor = rows[a * channels + c];
                for (int d = 0; d < channels; d++) {
                    half[a * channels + d] += factor * covariance[c * channels + d];
                }
            }
        }
        double[] whole = new double[k * k];
        for (int a = 0; a < k; a++) {
            for (int b = a; b < k; b++) {
                double sum = 0;
                for (int c = 0; c < channels; c++) {
                    sum += half[a * channels + c] * rows[b * channels + c];
                }
                whole[a * k + b] = sum;
                whole[b * k + a] = sum;
            }
        }
        return whole;
    }
}
