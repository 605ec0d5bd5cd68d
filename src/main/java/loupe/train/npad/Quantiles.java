package loupe.train.npad;

import java.util.Arrays;

/** Quantiles of finite numbers, linear between neighbours. */
final class Quantiles {
    private Quantiles() {}

    static double of(float[] values, double q) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return ofSorted(sorted, q);
    }

    static double ofSorted(float[] sorted, double q) {
        double place = q * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * ((double) sorted[above] - sorted[below]);
    }
}
