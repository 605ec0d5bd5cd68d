package loupe.train.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HiddenLayerTest {
    private static final int FEATURES = 6;

    /** Bad where the first two features have different signs: no straight line parts them. */
    private static float[][] rows(int count, long seed) {
        Random random = new Random(seed);
        float[][] rows = new float[count][FEATURES];
        for (float[] row : rows) {
            for (int j = 0; j < FEATURES; j++) {
                row[j] = (float) (10 * j + (j + 1) * random.nextGaussian());
            }
        }
        return rows;
    }

    private static boolean[] crossed(float[][] rows) {
        boolean[] bad = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            bad[i] = rows[i][0] > 0 != rows[i][1] > 10;
        }
        return bad;
    }

    @Test
    void findsWhatNoStraightLineParts() {
        float[][] rows = rows(400, 1);
        boolean[] bad = crossed(rows);
        Logistic linear = Logistic.fit(rows, bad, 0.01);
        HiddenLayer hidden = HiddenLayer.fit(linear, rows, bad, 3);
        float[][] others = rows(400, 2);
        boolean[] wanted = crossed(others);
        int byLine = 0;
        int byLayer = 0;
        for (int i = 0; i < others.length; i++) {
            byLine += linear.margin(others[i]) > 0 == wanted[i] ? 1 : 0;
            byLayer += hidden.score(others[i]) > 0 == wanted[i] ? 1 : 0;
        }
        assertThat(byLine).isLessThan(260);
        assertThat(byLayer).isGreaterThan(360);
    }

    @Test
    void sameSeedSameNumbers() {
        float[][] rows = rows(60, 1);
        boolean[] bad = crossed(rows);
        Logistic linear = Logistic.fit(rows, bad, 0.01);
        HiddenLayer one = HiddenLayer.fit(linear, rows, bad, 3);
        assertThat(HiddenLayer.fit(linear, rows, bad, 3).first()).containsExactly(one.first());
        assertThat(HiddenLayer.fit(linear, rows, bad, 4).first()).isNotEqualTo(one.first());
    }

    /** Central differences of the loss itself. */
    @Test
    void theGradientIsThatOfTheLoss() {
        float[][] rows = rows(30, 5);
        for (float[] row : rows) {
            for (int j = 0; j < FEATURES; j++) {
                row[j] = (row[j] - 10 * j) / (j + 1);
            }
        }
        HiddenLayer.Loss loss = new HiddenLayer.Loss(rows, crossed(rows), 4, 0.01);
        Random random = new Random(7);
        double[] x = random.doubles(4 * (FEATURES + 2) + 1, -1, 1).toArray();
        double[] gradient = new double[x.length];
        loss.at(x, gradient);
        for (int j = 0; j < x.length; j++) {
            double step = 1e-6;
            double[] up = x.clone();
            double[] down = x.clone();
            up[j] += step;
            down[j] -= step;
            double slope = (loss.at(up, new double[x.length]) - loss.at(down, new double[x.length])) / (2 * step);
            assertThat(gradient[j]).as("variable %d", j).isCloseTo(slope, within(1e-6));
        }
    }
}
