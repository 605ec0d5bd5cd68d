package loupe.train.npad;

/** Cholesky factors of small symmetric positive definite matrices, row-major doubles. */
final class Cholesky {
    private Cholesky() {}

    /**
     * Replaces the lower half of {@code a} by L with A = L·Lᵀ; the upper half is left as it was.
     *
     * @throws ArithmeticException when the matrix is not positive definite
     */
    static void factor(double[] a, int n) {
        for (int j = 0; j < n; j++) {
            double diagonal = a[j * n + j] - dot(a, j * n, j * n, j);
            if (!(diagonal > 0)) {
                throw new ArithmeticException("not positive definite at " + j + ": " + diagonal);
            }
            double root = Math.sqrt(diagonal);
            a[j * n + j] = root;
            for (int i = j + 1; i < n; i++) {
                a[i * n + j] = (a[i * n + j] - dot(a, i * n, j * n, j)) / root;
            }
        }
    }

    /** Replaces the lower half, holding L, by L⁻¹. */
    static void invertLower(double[] l, int n) {
        for (int j = 0; j < n; j++) {
            l[j * n + j] = 1 / l[j * n + j];
            for (int i = j + 1; i < n; i++) {
                double sum = 0;
                for (int m = j; m < i; m++) {
                    sum += l[i * n + m] * l[m * n + j];
                }
                l[i * n + j] = -sum / l[i * n + i];
            }
        }
    }

    private static double dot(double[] a, int from, int other, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += a[from + i] * a[other + i];
        }
        return sum;
    }
}
