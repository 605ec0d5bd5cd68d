package loupe.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import loupe.domain.ScoreSource;
import org.junit.jupiter.api.Test;

class ConformalTest {
    @Test
    void takesTheOrderStatistic() {
        float[] good = ramp(99);
        // ⌈100·0.95⌉ = 95th smallest
        assertThat(Conformal.threshold(good, 0.05)).isEqualTo(Math.nextUp(95f));
        assertThat(Conformal.threshold(good, 0.01)).isEqualTo(Math.nextUp(99f));
        assertThat(Conformal.threshold(good, 0.0099)).isEqualTo(Double.POSITIVE_INFINITY);
        // ⌈20·0.9⌉ = 18
        assertThat(Conformal.threshold(ramp(19), 0.1)).isEqualTo(Math.nextUp(18f));
    }

    @Test
    void oneInMPlusOneIsAlwaysTheLargest() {
        for (int m = 1; m < 2000; m++) {
            assertThat(Conformal.threshold(ramp(m), 1.0 / (m + 1))).isEqualTo(Math.nextUp((float) m));
        }
    }

    @Test
    void refusesAnAlphaThatIsNoProbability() {
        assertThatThrownBy(() -> Conformal.threshold(ramp(3), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Conformal.threshold(ramp(3), 1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The promise itself: averaged over draws, a further good part is flagged with probability ≤ α. */
    @Test
    void keepsItsPromise() {
        Random random = new Random(5);
        double alpha = 0.1;
        int flagged = 0;
        int draws = 20_000;
        for (int i = 0; i < draws; i++) {
            float[] good = new float[30];
            for (int k = 0; k < good.length; k++) {
                good[k] = (float) random.nextGaussian();
            }
            flagged += (float) random.nextGaussian() >= Conformal.threshold(good, alpha) ? 1 : 0;
        }
        double rate = (double) flagged / draws;
        // exactly 3/31 for continuous scores; standard error 0.0021
        assertThat(rate).isCloseTo(3.0 / 31, within(0.008)).isLessThanOrEqualTo(alpha + 0.006);
    }

    @Test
    void firstLimitsByHand() {
        FirstLimits few = FirstLimits.of(ramp(9), 0.01);
        assertThat(few.alpha()).isEqualTo(0.1);
        assertThat(few.review()).isEqualTo(Math.nextUp(9f));
        assertThat(few.fail()).isCloseTo(5 + 1.5 * 4, within(1e-5));
        FirstLimits many = FirstLimits.of(ramp(199), 0.01);
        assertThat(many.alpha()).isEqualTo(0.01);
        assertThat(many.review()).isEqualTo(Math.nextUp(198f));
        assertThat(many.rule(2, 3, ScoreSource.MODEL).isComplete()).isTrue();
    }

    @Test
    void equalScoresStillOrderTheLimits() {
        FirstLimits limits = FirstLimits.of(new float[] {2, 2, 2, 2}, 0.05);
        assertThat(limits.review()).isGreaterThan(2);
        assertThat(limits.fail()).isGreaterThan(limits.review());
        assertThatThrownBy(() -> FirstLimits.of(ramp(3), 0.6)).isInstanceOf(IllegalArgumentException.class);
    }

    private static float[] ramp(int n) {
        float[] s = new float[n];
        for (int i = 0; i < n; i++) {
            s[i] = n - i;
        }
        return s;
    }
}
