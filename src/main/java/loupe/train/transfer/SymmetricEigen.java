package loupe.train.transfer;

/** Eigenvectors of symmetric matrices by cyclic Jacobi rotations (Golub and Van Loan, 8.5). */
final class SymmetricEigen {
    private static final int MOST_SWEEPS = 12;
    private static final double NOTHING = 1e-18;

    private SymmetricEigen() {}

    /**
     * Turns rows so that they become eigenvectors.
     *
     * @param matrix {@code [n][n]}, symmetric: how the rows vary together; overwritten
     * @param rows {@code [n][width]}, turned in place
     * @return eigenvalues, one for every row, in no order
     */
    static double[] turn(double[] matrix, double[] rows, int n) {
        double total = 0;
        for (int i = 0; i < n; i++) {
            total += matrix[i * n + i] * matrix[i * n + i];
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && offDiagonal(matrix, n) > NOTHING * total; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(matrix, rows, n, p, q);
                }
            }
        }
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = matrix[i * n + i];
        }
        return values;
    }

    private static double offDiagonal(double[] matrix, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                sum += 2 * matrix[i * n + j] * matrix[i * n + j];
            }
        }
        return sum;
    }

    private static void rotate(double[] matrix, double[] rows, int n, int p, int q) {
        double off = matrix[p * n + q];
        if (off == 0) {
            return;
        }
        double tau = (matrix[q * n + q] - matrix[p * n + p]) / (2 * off);
        double t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
        double c = 1 / Math.sqrt(1 + t * t);
        double s = t * c;
        for (int i = 0; i < n; i++) { // columns
            double ip = matrix[i * n + p];
            double iq = matrix[i * n + q];
            matrix[i * n + p] = c * ip - s * iq;
            matrix[i * n + q] = s * ip + c * iq;
        }
        turnRows(matrix, p * n, q * n, n, c, s);
        int width = rows.length / n;
        turnRows(rows, p * width, q * width, width, c, s);
    }

    private static void turnRows(double[] rows, int p, int q, int width, double c, double s) {
        for (int i = 0; i < width; i++) {
            double ip = rows[p + i];
            double iq = rows[q + i];
            rows[p + i] = c * ip - s * iq;
            rows[q + i] = s * ip + c * iq;
        }
    }
}
