package loupe.train.npad;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Per cell of the grid: how many features were seen, their sum and the sum of their outer products (upper half), in
 * doubles: these sums are subtracted from one another, which floats would not survive.
 */
final class CellSums implements Learned {
    private final int side;
    private final int k;
    private final int stride;
    private final double[] sums;

    CellSums(int side, int k) {
        this(side, k, new double[length(side, k)]);
    }

    /** Numbers kept for a grid. */
    static int length(int side, int k) {
        return Math.multiplyExact(side * side, 1 + k + k * (k + 1) / 2);
    }

    private CellSums(int side, int k, double[] sums) {
        this.side = side;
        this.k = k;
        this.stride = 1 + k + k * (k + 1) / 2;
        this.sums = sums;
    }

    @Override
    public Gaussians distances(int neighbourhood) {
        return Gaussians.fit(this, neighbourhood, 1);
    }

    /**
     * Adds images.
     *
     * @param images features {@code [cells][k]}, cell by cell
     */
    void add(List<float[]> images) {
        IntStream.range(0, side * side).parallel().forEach(cell -> {
            for (float[] image : images) {
                addCell(cell, image);
            }
        });
    }

    private void addCell(int cell, float[] image) {
        int from = cell * k;
        int to = cell * stride;
        sums[to++] += 1;
        for (int i = 0; i < k; i++) {
            sums[to++] += image[from + i];
        }
        for (int i = 0; i < k; i++) {
            double left = image[from + i];
            for (int j = i; j < k; j++) {
                sums[to++] += left * image[from + j];
            }
        }
    }

    /** These sums without {@code part}. */
    CellSums minus(CellSums part) {
        double[] rest = sums.clone();
        for (int i = 0; i < rest.length; i++) {
            rest[i] -= part.sums[i];
        }
        return new CellSums(side, k, rest);
    }

    /** Everything, cell by cell: count, sums, upper half of the products. */
    double[] values() {
        return sums;
    }

    static CellSums of(int side, int k, double[] values) {
        return new CellSums(side, k, values);
    }

    int dimensions() {
        return k;
    }

    int side() {
        return side;
    }

    /** Sums over the window of {@code p × p} cells around a cell, clipped at the border: count, sums, products. */
    double[] around(int cell, int p) {
        int reach = p / 2;
        int row = cell / side;
        int column = cell % side;
        double[] window = new double[stride];
        for (int y = Math.max(0, row - reach); y <= Math.min(side - 1, row + reach); y++) {
            for (int x = Math.max(0, column - reach); x <= Math.min(side - 1, column + reach); x++) {
                int from = (y * side + x) * stride;
                for (int i = 0; i < stride; i++) {
                    window[i] += sums[from + i];
                }
            }
        }
        return window;
    }

    /**
     * How much of the features' variance is left once the cell is known: near 0 when parts always lie alike, near 1
     * when any place can hold anything.
     */
    double freedom() {
        double within = 0;
        double count = 0;
        double[] all = new double[2 * k];
        for (int cell = 0; cell < side * side; cell++) {
            double n = sums[cell * stride];
            count += n;
            int product = cell * stride + 1 + k;
            for (int i = 0; i < k; i++) {
                double sum = sums[cell * stride + 1 + i];
                within += (sums[product] - sum * sum / n) * n / Math.max(1, n - 1);
                all[i] += sum;
                all[k + i] += sums[product];
                product += k - i;
            }
        }
        double total = 0;
        for (int i = 0; i < k; i++) {
            total += all[k + i] - all[i] * all[i] / count;
        }
        return total > 0 ? Math.min(1, Math.max(0, within / total)) : 0;
    }

    @Override
    public String toString() {
        return "CellSums[" + side + "×" + side + ", k=" + k + ", n="
                + Arrays.stream(sums).findFirst().orElse(0) + "]";
    }
}
