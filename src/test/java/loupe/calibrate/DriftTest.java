package loupe.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import loupe.domain.InspectionFault;
import org.junit.jupiter.api.Test;

class DriftTest {
    @Test
    void conformalPValuesByHand() {
        float[] good = {1, 2, 2, 5};
        assertThat(Conformal.pValue(good, 0)).isEqualTo(1);
        assertThat(Conformal.pValue(good, 2)).isEqualTo(4 / 5.0);
        assertThat(Conformal.pValue(good, 3)).isEqualTo(2 / 5.0);
        assertThat(Conformal.pValue(good, 6)).isEqualTo(1 / 5.0);
    }

    @Test
    void flaggedByTheConformalThresholdMeansASmallPValue() {
        Random random = new Random(11);
        for (int i = 0; i < 1000; i++) {
            float[] good = new float[1 + random.nextInt(60)];
            for (int k = 0; k < good.length; k++) {
                good[k] = random.nextInt(20);
            }
            double alpha = 0.01 + 0.4 * random.nextDouble();
            double threshold = Conformal.threshold(good, alpha);
            java.util.Arrays.sort(good);
            float score = random.nextInt(24);
            if (score >= threshold) {
                assertThat(Conformal.pValue(good, score)).isLessThanOrEqualTo(alpha + 1e-9);
            }
        }
    }

    /** With a confidence: in 95 of 100 samples at most a share α of all good parts lies above. */
    @Test
    void sureThresholdHoldsWithItsConfidence() {
        Random random = new Random(21);
        int held = 0;
        int draws = 4000;
        for (int i = 0; i < draws; i++) {
            float[] good = new float[120];
            for (int k = 0; k < good.length; k++) {
                good[k] = random.nextFloat();
            }
            double exceeded = 1 - Conformal.sureThreshold(good, 0.05, 0.95);
            held += exceeded <= 0.05 ? 1 : 0;
        }
        assertThat(held / (double) draws).isGreaterThanOrEqualTo(0.95 - 0.008);
        // 58 of 59: the largest of 59 is the textbook one-sided 95 %/95 % limit
        assertThat(Conformal.sureThreshold(ramp(58), 0.05, 0.95)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Conformal.sureThreshold(ramp(59), 0.05, 0.95)).isEqualTo(Math.nextUp(59f));
        // 93: the second largest
        assertThat(Conformal.sureThreshold(ramp(93), 0.05, 0.95)).isEqualTo(Math.nextUp(92f));
    }

    @Test
    void mannWhitneyByHand() {
        // all 9 pairs won: z = 0.5 / sqrt(7/108); two-sided normal 0.0495
        Drift drift = Drift.between(new float[] {1, 2, 3}, new float[] {4, 5, 6});
        assertThat(drift.shift()).isEqualTo(1);
        assertThat(drift.pValue()).isCloseTo(0.04953, within(1e-4));
        assertThat(Drift.between(new float[] {2, 2}, new float[] {2})).isEqualTo(new Drift(0.5, 1));
        assertThatThrownBy(() -> Drift.between(new float[] {1}, new float[] {Float.NaN}))
                .isInstanceOf(InspectionFault.class);
    }

    @Test
    void withoutDriftTheTestIsFalseAsOftenAsItSays() {
        Random random = new Random(2);
        int alarms = 0;
        int found = 0;
        for (int i = 0; i < 2000; i++) {
            float[] calibration = draw(random, 80, 0);
            alarms += Drift.between(calibration, draw(random, 200, 0)).pValue() < 0.05 ? 1 : 0;
            found += Drift.between(calibration, draw(random, 200, 1)).pValue() < 0.05 ? 1 : 0;
        }
        assertThat(alarms / 2000.0).isCloseTo(0.05, within(0.015));
        assertThat(found).isGreaterThan(1990);
    }

    @Test
    void controlLimitsByHand() {
        ControlLimits x = ControlLimits.individuals(new double[] {10, 12, 11, 13});
        assertThat(x.centre()).isEqualTo(11.5);
        assertThat(x.upper()).isCloseTo(11.5 + 3 / 1.128 * 5 / 3, within(1e-9));
        assertThat(x.lower()).isCloseTo(11.5 - 3 / 1.128 * 5 / 3, within(1e-9));
        ControlLimits p = ControlLimits.proportion(0.98, 200);
        // normal approximation: 0.98 ± 3·0.0099; exact is skew
        assertThat(p.lower()).isBetween(0.935, 0.95);
        assertThat(p.upper()).isEqualTo(1);
        assertThat(ControlLimits.proportion(1, 50)).isEqualTo(new ControlLimits(1, 1, 1));
    }

    private static float[] draw(Random random, int n, double shift) {
        float[] s = new float[n];
        for (int i = 0; i < n; i++) {
            s[i] = (float) (random.nextGaussian() + shift);
        }
        return s;
    }

    private static float[] ramp(int n) {
        float[] s = new float[n];
        for (int i = 0; i < n; i++) {
            s[i] = i + 1;
        }
        return s;
    }
}
