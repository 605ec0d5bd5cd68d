package loupe.train.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LogisticTest {
    private static final int ROWS = 30;
    private static final int FEATURES = 4;

    /** Expected values from scikit-learn 1.9 (LogisticRegression, newton-cg, tol 1e-12) on the same numbers. */
    @Test
    void equalsAnIndependentSolver() {
        check(0.1, -0.743788603642853, 0.43524008, -0.03441521, 0.71112074, 0.01055743);
        check(0.01, -2.036259154585527, 0.624259019, -0.152817862, 1.71756195, 0.000861884284);
    }

    private static void check(double l2, double bias, double... weights) {
        float[][] rows = new float[ROWS][FEATURES];
        boolean[] bad = new boolean[ROWS];
        for (int i = 0; i < ROWS; i++) {
            bad[i] = i % 3 == 0;
            for (int j = 0; j < FEATURES; j++) {
                double shift = bad[i] && j == 0 ? 0.6 : 0;
                rows[i][j] = (float) (Math.sin(1 + i * (j + 1) * 0.7) * (j + 1) + shift);
            }
        }
        Logistic fitted = Logistic.fit(rows, bad, l2);
        assertThat(fitted.weights()).containsExactly(weights, Offset.offset(1e-4));
        assertThat(fitted.bias()).isCloseTo(bias, Offset.offset(1e-4));
        double sum = bias;
        for (int j = 0; j < FEATURES; j++) {
            sum += weights[j] * rows[7][j];
        }
        assertThat(fitted.margin(rows[7])).isCloseTo(sum, Offset.offset(1e-3));
    }

    /** Rosenbrock's valley: not convex, but every quasi-Newton method is tried on it. */
    @Test
    void findsTheFloorOfAValley() {
        double[] lowest = Lbfgs.minimise(
                (x, gradient) -> {
                    double bend = x[1] - x[0] * x[0];
                    gradient[0] = -400 * x[0] * bend - 2 * (1 - x[0]);
                    gradient[1] = 200 * bend;
                    return 100 * bend * bend + (1 - x[0]) * (1 - x[0]);
                },
                new double[] {-1.2, 1});
        assertThat(lowest).containsExactly(new double[] {1, 1}, Offset.offset(1e-5));
    }

    /** One feature that never varies, one that tells everything: no step is infinite, the weights stay finite. */
    @Test
    void whatSeparatesPerfectlyStaysFinite() {
        float[][] rows = {{1, 5}, {2, 5}, {9, 5}, {10, 5}};
        Logistic fitted = Logistic.fit(rows, new boolean[] {false, false, true, true}, 1e-3);
        assertThat(fitted.weights()[1]).isZero();
        assertThat(fitted.margin(rows[0])).isNegative();
        assertThat(fitted.margin(rows[3])).isPositive();
    }
}
