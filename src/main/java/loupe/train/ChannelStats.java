package loupe.train;

/**
 * Means and covariances of a level's channels over a few good images.
 *
 * @param mean per channel
 * @param covariance {@code [channels][channels]}
 */
public record ChannelStats(double[] mean, double[] covariance) {
    /** A part of the typical variance is added to every channel's: one that hardly varies is not blown up. */
    private static final double COMMON = 0.01;

    public int channels() {
        return mean.length;
    }

    /** The spread that a channel is divided by, &gt; 0. */
    public double[] spread() {
        int n = mean.length;
        double typical = 0;
        for (int c = 0; c < n; c++) {
            typical += covariance[c * n + c] / n;
        }
        double[] spread = new double[n];
        for (int c = 0; c < n; c++) {
            spread[c] = Math.sqrt(Math.max(0, covariance[c * n + c]) + COMMON * typical + 1e-12);
        }
        return spread;
    }

    /** Collects channel statistics image by image. */
    public static final class Collector {
        private final double[] sum;
        private final double[] products;
        private long cells;

        /** Starts without an image. */
        public Collector(int channels) {
            sum = new double[channels];
            products = new double[channels * channels];
        }

        /**
         * Adds one image's features.
         *
         * @param values {@code [channels][count]}
         */
        public void add(float[] values) {
            int channels = sum.length;
            int count = values.length / channels;
            for (int a = 0; a < channels; a++) {
                double total = 0;
                for (int i = 0; i < count; i++) {
                    total += values[a * count + i];
                }
                sum[a] += total;
                for (int b = a; b < channels; b++) {
                    products[a * channels + b] += dot(values, a * count, b * count, count);
                }
            }
            cells += count;
        }

        private static double dot(float[] values, int a, int b, int count) {
            double s0 = 0;
            double s1 = 0;
            int i = 0;
            for (; i + 1 < count; i += 2) {
                s0 += (double) values[a + i] * values[b + i];
                s1 += (double) values[a + i + 1] * values[b + i + 1];
            }
            return i < count ? s0 + s1 + (double) values[a + i] * values[b + i] : s0 + s1;
        }

        /** The statistics of all images so far. */
        public ChannelStats finish() {
            int n = sum.length;
            double[] mean = new double[n];
            for (int c = 0; c < n; c++) {
                mean[c] = sum[c] / cells;
            }
            double[] covariance = new double[n * n];
            for (int a = 0; a < n; a++) {
                for (int b = a; b < n; b++) {
                    double value = products[a * n + b] / cells - mean[a] * mean[b];
                    covariance[a * n + b] = value;
                    covariance[b * n + a] = value;
                }
            }
            return new ChannelStats(mean, covariance);
        }
    }
}
