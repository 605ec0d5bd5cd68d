package loupe.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import loupe.domain.InspectionFault;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void handComputed() {
        // good 1 2 3, defect 3 4: pairs won 5 of 6, one tie → 5.5/6
        float[] good = {1, 2, 3};
        float[] defect = {3, 4};
        assertThat(Metrics.auroc(good, defect)).isEqualTo(5.5 / 6);
        // thresholds 4: P=1, R=½; 3: P=⅔, R=1 → ½·1 + ½·⅔
        assertThat(Metrics.averagePrecision(good, defect)).isCloseTo(0.5 + 1.0 / 3, within(1e-12));
        // threshold 4: 2·1/(1+0+2) = ⅔; 3: 2·2/(2+1+2) = 0.8
        Metrics.F1Max f1 = Metrics.f1Max(good, defect);
        assertThat(f1.value()).isCloseTo(0.8, within(1e-12));
        assertThat(f1.threshold()).isEqualTo(3);
    }

    @Test
    void extremes() {
        float[] low = {1, 2};
        float[] high = {3, 4};
        assertThat(Metrics.auroc(low, high)).isEqualTo(1);
        assertThat(Metrics.auroc(high, low)).isZero();
        assertThat(Metrics.auroc(low, low)).isEqualTo(0.5);
        assertThat(Metrics.auroc(new float[] {5}, new float[] {5})).isEqualTo(0.5);
        assertThat(Metrics.f1Max(low, high)).isEqualTo(new Metrics.F1Max(1, 3));
        assertThat(Metrics.averagePrecision(low, high)).isEqualTo(1);
    }

    @Test
    void refusesNothingAndNotANumber() {
        assertThatThrownBy(() -> Metrics.auroc(new float[0], new float[1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Metrics.auroc(new float[] {Float.NaN}, new float[1]))
                .isInstanceOf(InspectionFault.class);
    }

    @Test
    void agreesWithPairwiseCountingOnRandomCasesWithTies() {
        Random random = new Random(7);
        for (int i = 0; i < 1000; i++) {
            int values = 1 + random.nextInt(30);
            float[] good = scores(random, 1 + random.nextInt(40), values, 0);
            float[] defect = scores(random, 1 + random.nextInt(40), values, random.nextInt(5));
            assertThat(Metrics.auroc(good, defect)).isCloseTo(pairwise(good, defect), within(1e-12));
            assertThat(Metrics.averagePrecision(good, defect)).isCloseTo(slowPrecision(good, defect), within(1e-12));
            Metrics.F1Max f1 = Metrics.f1Max(good, defect);
            assertThat(f1.value()).isCloseTo(slowF1(good, defect), within(1e-12));
            assertThat(f1At(good, defect, f1.threshold())).isCloseTo(f1.value(), within(1e-12));
        }
    }

    private static float[] scores(Random random, int n, int values, int shift) {
        float[] s = new float[n];
        for (int i = 0; i < n; i++) {
            s[i] = 0.25f * (random.nextInt(values) + shift) - 2;
        }
        return s;
    }

    private static double pairwise(float[] good, float[] defect) {
        double won = 0;
        for (float g : good) {
            for (float b : defect) {
                won += b > g ? 1 : b == g ? 0.5 : 0;
            }
        }
        return won / good.length / defect.length;
    }

    /** Each defect's precision at its own score, averaged: the same number in another form. */
    private static double slowPrecision(float[] good, float[] defect) {
        double sum = 0;
        for (float b : defect) {
            double hits = atOrAbove(defect, b);
            sum += hits / (hits + atOrAbove(good, b));
        }
        return sum / defect.length;
    }

    private static double slowF1(float[] good, float[] defect) {
        double best = 0;
        for (float t : defect) {
            best = Math.max(best, f1At(good, defect, t));
        }
        return best;
    }

    private static double f1At(float[] good, float[] defect, double threshold) {
        double hits = atOrAbove(defect, threshold);
        double precision = hits / (hits + atOrAbove(good, threshold));
        double recall = hits / defect.length;
        return 2 * precision * recall / (precision + recall);
    }

    private static int atOrAbove(float[] scores, double threshold) {
        int n = 0;
        for (float s : scores) {
            n += s >= threshold ? 1 : 0;
        }
        return n;
    }
}
