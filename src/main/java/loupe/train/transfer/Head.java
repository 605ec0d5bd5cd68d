package loupe.train.transfer;

/**
 * The classifier's last layer, over what lies above and below the usual in every channel.
 *
 * @param local weights {@code [2k]} of one place's values: the class activation map
 * @param pooled weights {@code [4k]} of the image's values ({@link Pooling})
 * @param bias added to both; positive speaks for a defect
 */
record Head(float[] local, float[] pooled, float bias) {

    /** The map shows what the head would say of an image that looks everywhere as it does here. */
    static Head of(Logistic fitted) {
        double[] weights = fitted.weights();
        int half = weights.length / 2;
        float[] local = new float[half];
        float[] pooled = new float[weights.length];
        for (int i = 0; i < half; i++) {
            local[i] = (float) (weights[i] + weights[half + i]);
        }
        for (int i = 0; i < weights.length; i++) {
            pooled[i] = (float) weights[i];
        }
        return new Head(local, pooled, (float) fitted.bias());
    }

    /** Log-odds of a defect. */
    float score(float[] features) {
        double sum = bias;
        for (int i = 0; i < pooled.length; i++) {
            sum += (double) pooled[i] * features[i];
        }
        return (float) sum;
    }

    /**
     * The class activation map on the grid of the features.
     *
     * @param whitened {@code [k][cells]}
     */
    float[] map(float[] whitened) {
        int k = local.length / 2;
        int cells = whitened.length / k;
        double[] sums = new double[cells];
        for (int c = 0; c < k; c++) {
            for (int cell = 0; cell < cells; cell++) {
                double v = whitened[c * cells + cell];
                sums[cell] += v > 0 ? local[c] * v : -local[k + c] * v;
            }
        }
        float[] map = new float[cells];
        for (int cell = 0; cell < cells; cell++) {
            map[cell] = (float) (sums[cell] + bias);
        }
        return map;
    }
}
