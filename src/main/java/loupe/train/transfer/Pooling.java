package loupe.train.transfer;

import java.util.Arrays;

/**
 * From local features to the features of an image. Every whitened channel is split into what lies above and below the
 * usual; of both parts the mean over the image and the mean of the highest 2 % of its places are taken:
 * {@code [mean above, mean below, top above, top below]}, k each.
 */
final class Pooling {
    private static final double TOP = 0.02;

    private Pooling() {}

    static int topCount(int cells) {
        return Math.max(1, (int) Math.round(cells * TOP));
    }

    /**
     * Pools.
     *
     * @param local {@code [k][cells]}
     * @return {@code [4k]}
     */
    static float[] of(float[] local, int k) {
        int cells = local.length / k;
        int top = topCount(cells);
        float[] pooled = new float[4 * k];
        for (int c = 0; c < k; c++) {
            float[] sorted = Arrays.copyOfRange(local, c * cells, (c + 1) * cells);
            Arrays.sort(sorted);
            double above = 0;
            double below = 0;
            for (float v : sorted) {
                above += Math.max(0, v);
                below += Math.max(0, -v);
            }
            double highest = 0;
            double lowest = 0;
            for (int i = 0; i < top; i++) {
                highest += Math.max(0, sorted[cells - 1 - i]);
                lowest += Math.max(0, -sorted[i]);
            }
            pooled[c] = (float) (above / cells);
            pooled[k + c] = (float) (below / cells);
            pooled[2 * k + c] = (float) (highest / top);
            pooled[3 * k + c] = (float) (lowest / top);
        }
        return pooled;
    }
}
