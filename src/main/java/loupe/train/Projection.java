package loupe.train;

import java.util.Random;

/** Semi-orthogonal matrices: a seeded one, and the one that keeps most of a covariance. Row-major, rows orthonormal. */
public final class Projection {
    private static final int ROUNDS = 24;

    private Projection() {}

    /**
     * Draws one: the Q of a Gaussian's QR decomposition.
     *
     * @param rows at most {@code columns}
     */
    public static double[] semiOrthogonal(int rows, int columns, long seed) {
        if (rows > columns) {
            throw new IllegalArgumentException(rows + " orthogonal rows of " + columns);
        }
        Random random = new Random(seed);
        double[] w = new double[rows * columns];
        for (int i = 0; i < w.length; i++) {
            w[i] = random.nextGaussian();
        }
        orthonormalise(w, rows, columns);
        return w;
    }

    /**
     * The subspace of the largest variances by orthogonal iteration from a seeded start (Golub and Van Loan, 8.2.4).
     *
     * @param covariance {@code [columns][columns]}, symmetric
     */
    public static double[] principal(double[] covariance, int rows, int columns, long seed) {
        double[] w = semiOrthogonal(rows, columns, seed);
        if (rows == columns) {
            return w;
        }
        for (int round = 0; round < ROUNDS; round++) {
            w = times(w, covariance, rows, columns);
            orthonormalise(w, rows, columns);
        }
        return w;
    }

    /** The variance along all rows together. */
    public static double kept(double[] w, double[] covariance, int rows, int columns) {
        double[] turned = times(w, covariance, rows, columns);
        double kept = 0;
        for (int i = 0; i < turned.length; i++) {
            kept += turned[i] * w[i];
        }
        return kept;
    }

    private static double[] times(double[] w, double[] covariance, int rows, int columns) {
        double[] product = new double[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int c = 0; c < columns; c++) {
                double factor = w[row * columns + c];
                for (int j = 0; j < columns; j++) {
                    product[row * columns + j] += factor * covariance[c * columns + j];
                }
            }
        }
        return product;
    }

    /** Modified Gram–Schmidt, twice. A row that the others leave nothing of becomes a unit vector of its own. */
    private static void orthonormalise(double[] w, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            normalise(w, columns, row);
            for (int pass = 0; pass < 2; pass++) {
                subtractProjections(w, columns, row);
            }
            for (int axis = 0; !normalise(w, columns, row); axis++) {
                w[row * columns + axis] = 1;
                subtractProjections(w, columns, row);
                subtractProjections(w, columns, row);
            }
        }
    }

    private static void subtractProjections(double[] w, int columns, int row) {
        for (int other = 0; other < row; other++) {
            double dot = 0;
            for (int c = 0; c < columns; c++) {
                dot += w[row * columns + c] * w[other * columns + c];
            }
            for (int c = 0; c < columns; c++) {
                w[row * columns + c] -= dot * w[other * columns + c];
            }
        }
    }

    /** False, and the row is zero, when its length is nothing. */
    private static boolean normalise(double[] w, int columns, int row) {
        double norm = 0;
        for (int c = 0; c < columns; c++) {
            norm += w[row * columns + c] * w[row * columns + c];
        }
        norm = Math.sqrt(norm);
        for (int c = 0; c < columns; c++) {
            w[row * columns + c] = norm > 1e-9 ? w[row * columns + c] / norm : 0;
        }
        return norm > 1e-9;
    }
}
