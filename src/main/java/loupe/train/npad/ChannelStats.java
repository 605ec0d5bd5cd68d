package loupe.train.npad;

/**
 * Mean and spread of every backbone channel over a few good images: channels are standardised before the projection.
 *
 * @param mean per channel
 * @param spread per channel, &gt; 0
 */
record ChannelStats(double[] mean, double[] spread) {

    /** Collects channel statistics image by image. */
    static final class Collector {
        private final double[] sum;
        private final double[] squares;
        private long cells;

        Collector(int channels) {
            sum = new double[channels];
            squares = new double[channels];
        }

        /**
         * Adds one image's features.
         *
         * @param values {@code [channels][count]}
         */
        void add(float[] values) {
            int count = values.length / sum.length;
            for (int c = 0; c < sum.length; c++) {
                for (int i = 0; i < count; i++) {
                    double value = values[c * count + i];
                    sum[c] += value;
                    squares[c] += value * value;
                }
            }
            cells += count;
        }

        /**
         * Ends the collection. A channel that hardly varies must not have its noise blown up: a part of the typical
         * spread of all channels is added to every variance.
         */
        ChannelStats finish() {
            double[] mean = new double[sum.length];
            double[] variance = new double[sum.length];
            double typical = 0;
            for (int c = 0; c < sum.length; c++) {
                mean[c] = sum[c] / cells;
                variance[c] = Math.max(0, squares[c] / cells - mean[c] * mean[c]);
                typical += variance[c] / sum.length;
            }
            double[] spread = new double[sum.length];
            for (int c = 0; c < sum.length; c++) {
                spread[c] = Math.sqrt(variance[c] + 0.01 * typical + 1e-12);
            }
            return new ChannelStats(mean, spread);
        }
    }
}
