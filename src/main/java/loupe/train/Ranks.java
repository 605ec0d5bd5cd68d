package loupe.train;

import java.util.Arrays;

/** Which of two groups of scores lies higher. */
public final class Ranks {
    private Ranks() {}

    /** Share of pairs in the right order, ties counted half. */
    public static double auroc(float[] low, float[] high) {
        float[] a = sorted(low);
        float[] b = sorted(high);
        double pairs = 0;
        int below = 0;
        int notAbove = 0;
        for (float value : b) {
            while (below < a.length && a[below] < value) {
                below++;
            }
            while (notAbove < a.length && a[notAbove] <= value) {
                notAbove++;
            }
            pairs += (below + notAbove) / 2.0;
        }
        return pairs / ((double) a.length * b.length);
    }

    private static float[] sorted(float[] values) {
        float[] copy = values.clone();
        Arrays.sort(copy);
        return copy;
    }
}
