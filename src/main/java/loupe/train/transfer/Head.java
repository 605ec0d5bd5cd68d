package loupe.train.transfer;

import java.util.Arrays;
import java.util.Optional;

/**
 * The classifier's last layer, over what lies above and below the usual in every channel.
 *
 * @param local weights {@code [2k]} of one place's values
 * @param localBias added to every place of the map
 * @param pooled weights {@code [4k]} of the image's values ({@link Pooling})
 * @param bias added to the score; positive speaks for a defect
 * @param hidden makes the score instead of {@code pooled}; the map stays that of the linear weights
 */
record Head(float[] local, float localBias, float[] pooled, float bias, Optional<HiddenLayer> hidden) {

    /**
     * The map's weights are those of the standardised features, of the mean and of the highest places together: local
     * values are white and need no other standard. It is 0 where an image is as the images were on average.
     */
    static Head of(Logistic fitted, Optional<HiddenLayer> hidden) {
        double[] weights = fitted.weights();
        int half = weights.length / 2;
        float[] local = new float[half];
        float[] pooled = new float[weights.length];
        double offset = 0;
        for (int i = 0; i < half; i++) {
            local[i] = (float) (weights[i] * fitted.spread()[i] + weights[half + i] * fitted.spread()[half + i]);
            offset -= local[i] * fitted.mean()[i];
        }
        for (int i = 0; i < weights.length; i++) {
            pooled[i] = (float) weights[i];
        }
        return new Head(local, (float) offset, pooled, (float) fitted.bias(), hidden);
    }

    /** Log-odds of a defect. */
    float score(float[] features) {
        if (hidden.isPresent()) {
            return hidden.get().score(features);
        }
        double sum = bias;
        for (int i = 0; i < pooled.length; i++) {
            sum += (double) pooled[i] * features[i];
        }
        return (float) sum;
    }

    /**
     * The class activation map on the grid of the features: every place the mean of its 3 × 3 surroundings.
     *
     * @param whitened {@code [k][cells]}
     */
    float[] map(float[] whitened) {
        int k = local.length / 2;
        int cells = whitened.length / k;
        double[] sums = new double[cells];
        Arrays.fill(sums, localBias);
        for (int c = 0; c < k; c++) {
            for (int cell = 0; cell < cells; cell++) {
                double v = whitened[c * cells + cell];
                sums[cell] += v > 0 ? local[c] * v : -local[k + c] * v;
            }
        }
        return smooth(sums, (int) Math.sqrt(cells));
    }

    private static float[] smooth(double[] plane, int side) {
        float[] smoothed = new float[plane.length];
        for (int cell = 0; cell < plane.length; cell++) {
            double sum = 0;
            int count = 0;
            for (int y = Math.max(0, cell / side - 1); y <= Math.min(side - 1, cell / side + 1); y++) {
                for (int x = Math.max(0, cell % side - 1); x <= Math.min(side - 1, cell % side + 1); x++) {
                    sum += plane[y * side + x];
                    count++;
                }
            }
            smoothed[cell] = (float) (sum / count);
        }
        return smoothed;
    }
}
