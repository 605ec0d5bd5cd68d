package loupe.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Every promise is kept in simulation: samples are drawn from distributions of known tails, so the true rates of the
 * limits are known exactly. Allowances are three standard errors of the simulation.
 */
class PromisesTest {
    private static final int DRAWS = 4000;

    /** Escape rate of limit T when defects are uniform on 0…1. */
    private static double escaped(Limit limit) {
        return Math.max(0, Math.min(1, limit.threshold()));
    }

    /** False alarm rate of limit T when good scores are uniform on 0…1. */
    private static double alarmed(Limit limit) {
        return Math.max(0, 1 - limit.threshold());
    }

    @Test
    void conformalFalseAlarmsStayBelowAlpha() {
        for (double alpha : new double[] {0.02, 0.05, 0.2}) {
            Policy policy = new Policy.FalseAlarms(alpha);
            double[] rates = simulate(policy, 99, 0, PromisesTest::alarmed);
            assertThat(mean(rates)).isLessThanOrEqualTo(alpha + 3 * error(rates));
        }
    }

    /** Scores of few different values: ties may only lower the rate. */
    @Test
    void conformalFalseAlarmsStayBelowAlphaWithTies() {
        Random random = new Random(77);
        int alarms = 0;
        for (int i = 0; i < DRAWS; i++) {
            float[] good = new float[40];
            for (int k = 0; k < good.length; k++) {
                good[k] = random.nextInt(6);
            }
            double threshold = new Policy.FalseAlarms(0.1)
                    .limit(Scoreboard.of(good, new float[0]))
                    .threshold();
            alarms += random.nextInt(6) >= threshold ? 1 : 0;
        }
        assertThat((double) alarms / DRAWS).isLessThanOrEqualTo(0.1 + 3 * Math.sqrt(0.09 / DRAWS));
    }

    @Test
    void pacHoldsWithItsConfidence() {
        for (double confidence : new double[] {0.8, 0.95}) {
            double[] rates = simulate(new Policy.SureFalseAlarms(0.05, confidence), 150, 0, PromisesTest::alarmed);
            assertThat(share(rates, 0.05)).isGreaterThanOrEqualTo(confidence - 3 * Math.sqrt(0.16 / DRAWS));
        }
    }

    @Test
    void zeroMissBoundCovers() {
        for (int n : new int[] {10, 59, 200}) {
            double bound = new Rate(0, n).upper(0.95);
            double[] rates = simulate(new Policy.ZeroMiss(0), 5, n, PromisesTest::escaped);
            assertThat(share(rates, bound)).isGreaterThanOrEqualTo(0.95 - 3 * Math.sqrt(0.0475 / DRAWS));
            assertThat(mean(rates)).isLessThanOrEqualTo(1.0 / (n + 1) + 3 * error(rates));
        }
    }

    @Test
    void kMissesBoundCovers() {
        Guarantee.Escapes promise = new Guarantee.Escapes(3, 80);
        double[] rates = simulate(new Policy.Misses(3), 5, 80, PromisesTest::escaped);
        assertThat(share(rates, promise.upper())).isGreaterThanOrEqualTo(0.95 - 3 * Math.sqrt(0.0475 / DRAWS));
        assertThat(mean(rates)).isLessThanOrEqualTo(promise.mean() + 3 * error(rates));
    }

    /** No bound, but the estimate must lie near: a tail known to be exponential, asked for 1 in 10,000 with 2,000. */
    @Test
    void theTailFitIsNearTheTruth() {
        Random random = new Random(4);
        double truth = -Math.log(1e-4);
        int inside = 0;
        int draws = 100;
        double sum = 0;
        for (int i = 0; i < draws; i++) {
            float[] good = new float[2000];
            for (int k = 0; k < good.length; k++) {
                good[k] = (float) -Math.log(1 - random.nextDouble());
            }
            Limit limit = new Policy.Tail(1e-4, 1).limit(Scoreboard.of(good, new float[0]));
            Interval interval = ((Guarantee.Extrapolated) limit.guarantee()).threshold();
            inside += interval.contains(truth) ? 1 : 0;
            sum += limit.threshold();
        }
        assertThat(sum / draws).isBetween(0.9 * truth, 1.1 * truth);
        // the percentile bootstrap of a tail is known to be somewhat too short
        assertThat(inside).isGreaterThanOrEqualTo(80);
    }

    private static double[] simulate(Policy policy, int good, int defects, ToDoubleFunction<Limit> rate) {
        Random random = new Random(42);
        double[] rates = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            rates[i] = rate.applyAsDouble(policy.limit(Scoreboard.of(uniform(random, good), uniform(random, defects))));
        }
        return rates;
    }

    private static float[] uniform(Random random, int n) {
        float[] s = new float[n];
        for (int i = 0; i < n; i++) {
            s[i] = random.nextFloat();
        }
        return s;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    private static double error(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double v : values) {
            sum += (v - mean) * (v - mean);
        }
        return Math.sqrt(sum / values.length / values.length);
    }

    private static double share(double[] values, double atMost) {
        int count = 0;
        for (double v : values) {
            count += v <= atMost ? 1 : 0;
        }
        return (double) count / values.length;
    }
}
