package loupe.calibrate;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How often defects of a kind are found, by their size. Larger ones are taken to be found no less often: the shares
 * are smoothed by isotonic regression (pool adjacent violators), nothing else is assumed.
 *
 * @param sizes rising, in any one unit
 * @param found observed at each size
 */
public record Detectability(List<Double> sizes, List<Rate> found) {
    /** The share that a size must reach to count as found. */
    public static final double USUAL = 0.8;

    public Detectability {
        sizes = List.copyOf(sizes);
        found = List.copyOf(found);
        if (sizes.size() != found.size() || sizes.isEmpty()) {
            throw new IllegalArgumentException(sizes.size() + " sizes, " + found.size() + " rates");
        }
        for (int i = 0; i < sizes.size(); i++) {
            boolean rises = i == 0 ? sizes.get(0) > 0 : sizes.get(i) > sizes.get(i - 1);
            if (!rises || found.get(i).of() == 0) {
                throw new IllegalArgumentException("size " + sizes.get(i) + " with " + found.get(i));
            }
        }
    }

    /** The smoothed share found at each size, rising. */
    public double[] curve() {
        int n = sizes.size();
        double[] sum = new double[n];
        double[] weight = new double[n];
        int[] length = new int[n];
        int blocks = 0;
        for (Rate rate : found) {
            sum[blocks] = rate.count();
            weight[blocks] = rate.of();
            length[blocks] = 1;
            blocks++;
            while (blocks > 1 && sum[blocks - 2] / weight[blocks - 2] >= sum[blocks - 1] / weight[blocks - 1]) {
                blocks--;
                sum[blocks - 1] += sum[blocks];
                weight[blocks - 1] += weight[blocks];
                length[blocks - 1] += length[blocks];
            }
        }
        double[] curve = new double[n];
        int at = 0;
        for (int b = 0; b < blocks; b++) {
            for (int i = 0; i < length[b]; i++) {
                curve[at++] = sum[b] / weight[b];
            }
        }
        return curve;
    }

    /**
     * The smallest size that is found so often, read between the measured sizes on a logarithmic scale; empty when
     * not even the largest is. Where already the smallest is, it is that one: the true limit may lie below.
     *
     * @param share for example {@link #USUAL}
     */
    public OptionalDouble sizeFor(double share) {
        double[] curve = curve();
        for (int i = 0; i < curve.length; i++) {
            if (curve[i] >= share) {
                if (i == 0) {
                    return OptionalDouble.of(sizes.get(0));
                }
                double part = (share - curve[i - 1]) / (curve[i] - curve[i - 1]);
                double low = Math.log(sizes.get(i - 1));
                return OptionalDouble.of(Math.exp(low + part * (Math.log(sizes.get(i)) - low)));
            }
        }
        return OptionalDouble.empty();
    }
}
