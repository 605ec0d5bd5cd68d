package loupe.train;

import java.util.Arrays;
import java.util.List;

/** Quantiles of finite numbers, linear between neighbours. */
public final class Quantiles {
    private Quantiles() {}

    public static double of(float[] values, double q) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return ofSorted(sorted, q);
    }

    /** Tukey's outer fence: what lies above stands out. */
    public static double outerFence(float[] values) {
        double low = of(values, 0.25);
        double high = of(values, 0.75);
        return high + 3 * (high - low);
    }

    /** Mean of so many of the highest. */
    public static float meanOfHighest(float[] values, int count) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (int i = sorted.length - count; i < sorted.length; i++) {
            sum += sorted[i];
        }
        return (float) (sum / count);
    }

    public static float[] join(List<float[]> parts) {
        int total = parts.stream().mapToInt(p -> p.length).sum();
        float[] all = new float[total];
        int to = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, to, part.length);
            to += part.length;
        }
        return all;
    }

    public static double ofSorted(float[] sorted, double q) {
        double place = q * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * ((double) sorted[above] - sorted[below]);
    }
}
