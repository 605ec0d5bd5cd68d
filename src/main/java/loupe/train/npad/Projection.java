package loupe.train.npad;

import java.util.Random;

/** Seeded semi-orthogonal matrices: the Q of a Gaussian's QR decomposition (modified Gram–Schmidt, twice). */
final class Projection {
    private Projection() {}

    /**
     * Draws one.
     *
     * @param rows at most {@code columns}
     * @return row-major, rows orthonormal
     */
    static double[] semiOrthogonal(int rows, int columns, long seed) {
        if (rows > columns) {
            throw new IllegalArgumentException(rows + " orthogonal rows of " + columns);
        }
        Random random = new Random(seed);
        double[] w = new double[rows * columns];
        for (int i = 0; i < w.length; i++) {
            w[i] = random.nextGaussian();
        }
        for (int row = 0; row < rows; row++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int other = 0; other < row; other++) {
                    subtractProjection(w, columns, row, other);
                }
            }
            normalise(w, columns, row);
        }
        return w;
    }

    private static void subtractProjection(double[] w, int columns, int row, int other) {
        double dot = 0;
        for (int c = 0; c < columns; c++) {
            dot += w[row * columns + c] * w[other * columns + c];
        }
        for (int c = 0; c < columns; c++) {
            w[row * columns + c] -= dot * w[other * columns + c];
        }
    }

    private static void normalise(double[] w, int columns, int row) {
        double norm = 0;
        for (int c = 0; c < columns; c++) {
            norm += w[row * columns + c] * w[row * columns + c];
        }
        norm = Math.sqrt(norm);
        for (int c = 0; c < columns; c++) {
            w[row * columns + c] /= norm;
        }
    }
}
