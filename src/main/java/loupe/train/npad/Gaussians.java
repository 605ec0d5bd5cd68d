package loupe.train.npad;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A Gaussian per cell, ready for distances.
 *
 * @param side cells along one side of the grid
 * @param k dimensions
 * @param means {@code [cells][k]}
 * @param whitening {@code [cells][k][k]}: L⁻¹ transposed, so that {@code (u − μ)·whitening} has the length of the
 *     Mahalanobis distance
 */
record Gaussians(int side, int k, float[] means, float[] whitening) implements Learned.Distances {
    /** Added to every variance, in units of the standardised features. */
    static final double FLOOR = 0.001;

    private static final int ENOUGH = 5;

    /**
     * Fits.
     *
     * @param p side of the window of cells that describe a cell
     * @param whole how many times as many images the whole set has: a fold is shrunk as much as the whole will be, else
     *     its scores would not be those of the whole
     */
    static Gaussians fit(CellSums sums, int p, double whole) {
        int side = sums.side();
        int k = sums.dimensions();
        Gaussians fitted = new Gaussians(side, k, new float[side * side * k], new float[side * side * k * k]);
        IntStream.range(0, side * side).parallel().forEach(cell -> fitted.fitCell(cell, sums.around(cell, p), whole));
        return fitted;
    }

    private void fitCell(int cell, double[] window, double whole) {
        double n = window[0];
        double[] mean = new double[k];
        for (int i = 0; i < k; i++) {
            mean[i] = window[1 + i] / n;
            means[cell * k + i] = (float) mean[i];
        }
        double[] covariance = covariance(window, mean);
        shrink(covariance, n * whole);
        Cholesky.factor(covariance, k);
        Cholesky.invertLower(covariance, k);
        for (int i = 0; i < k; i++) {
            for (int j = 0; j <= i; j++) {
                whitening[(cell * k + j) * k + i] = (float) covariance[i * k + j];
            }
        }
    }

    private double[] covariance(double[] window, double[] mean) {
        double n = window[0];
        double[] covariance = new double[k * k];
        int from = 1 + k;
        for (int i = 0; i < k; i++) {
            for (int j = i; j < k; j++) {
                double value = (window[from++] - n * mean[i] * mean[j]) / Math.max(1, n - 1);
                covariance[i * k + j] = value;
                covariance[j * k + i] = value;
            }
        }
        return covariance;
    }

    /** Towards a ball of the same trace, the more the fewer features there are below 5k; then the floor. */
    private void shrink(double[] covariance, double n) {
        double trace = 0;
        for (int i = 0; i < k; i++) {
            trace += covariance[i * k + i];
        }
        double weight = Math.max(0, 1 - n / (ENOUGH * k));
        for (int i = 0; i < covariance.length; i++) {
            covariance[i] *= 1 - weight;
        }
        for (int i = 0; i < k; i++) {
            covariance[i * k + i] += weight * trace / k + FLOOR;
        }
    }

    /** For every cell the smallest distance of its feature to the Gaussians of the 3 × 3 cells around it. */
    @Override
    public float[] of(float[] image) {
        float[] nearest = new float[side * side];
        Arrays.fill(nearest, Float.POSITIVE_INFINITY);
        float[] y = new float[k];
        for (int cell = 0; cell < side * side; cell++) {
            int row = cell / side;
            int column = cell % side;
            for (int r = Math.max(0, row - 1); r <= Math.min(side - 1, row + 1); r++) {
                for (int c = Math.max(0, column - 1); c <= Math.min(side - 1, column + 1); c++) {
                    int feature = r * side + c;
                    nearest[feature] = Math.min(nearest[feature], squaredDistance(cell, image, feature, y));
                }
            }
        }
        for (int cell = 0; cell < nearest.length; cell++) {
            nearest[cell] = (float) Math.sqrt(nearest[cell]);
        }
        return nearest;
    }

    private float squaredDistance(int cell, float[] image, int feature, float[] y) {
        Arrays.fill(y, 0);
        for (int j = 0; j < k; j++) {
            float difference = image[feature * k + j] - means[cell * k + j];
            int row = (cell * k + j) * k;
            for (int i = j; i < k; i++) {
                y[i] += difference * whitening[row + i];
            }
        }
        float sum = 0;
        for (int i = 0; i < k; i++) {
            sum += y[i] * y[i];
        }
        return sum;
    }
}
