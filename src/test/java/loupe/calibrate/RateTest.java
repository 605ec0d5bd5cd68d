package loupe.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTest {
    /** The reference table of the specification: one-sided, 95 %. */
    @ParameterizedTest
    @CsvSource({
        "0, 10, 0.259, 5e-4",
        "0, 20, 0.139, 5e-4",
        "0, 30, 0.095, 5e-4",
        "0, 59, 0.0495, 5e-5",
        "0, 100, 0.0295, 5e-5",
        "0, 299, 0.0100, 5e-5",
        "0, 2995, 0.0010, 5e-6",
        "1, 100, 0.047, 5e-4",
        "3, 30, 0.239, 5e-4",
        "2, 300, 0.021, 5e-4"
    })
    void upperBounds(int missed, int of, double bound, double rounding) {
        assertThat(new Rate(missed, of).upper(0.95)).isCloseTo(bound, within(rounding));
    }

    @Test
    void withoutMissesTheBoundIsClosedForm() {
        for (int n = 1; n < 3000; n += 7) {
            assertThat(new Rate(0, n).upper(0.95)).isCloseTo(1 - Math.pow(0.05, 1.0 / n), within(1e-8));
        }
    }

    /** Published Clopper–Pearson intervals, checked by the binomial sums that define them. */
    @Test
    void intervalsSolveTheirDefinition() {
        for (int n = 1; n <= 40; n++) {
            for (int k = 0; k <= n; k++) {
                Interval i = new Rate(k, n).interval();
                assertThat(k == 0 ? i.low() : 1 - below(k, n, i.low())).isCloseTo(k == 0 ? 0 : 0.025, within(1e-6));
                assertThat(k == n ? i.high() : below(k + 1, n, i.high())).isCloseTo(k == n ? 1 : 0.025, within(1e-6));
            }
        }
    }

    /** P(X &lt; k) for X ~ Bin(n, p), summed. */
    private static double below(int k, int n, double p) {
        double term = Math.pow(1 - p, n);
        double sum = 0;
        for (int i = 0; i < k; i++) {
            sum += term;
            term *= (n - i) / (i + 1.0) * p / (1 - p);
        }
        return sum;
    }

    @Test
    void saysHowManyMoreWouldProveIt() {
        assertThat(new Rate(0, 30).moreFor(0.05, 0.95)).isEqualTo(29);
        assertThat(new Rate(0, 59).moreFor(0.05, 0.95)).isZero();
        assertThat(new Rate(0, 0).moreFor(0.05, 0.95)).isEqualTo(59);
        assertThat(new Rate(1, 30).moreFor(0.05, 0.95)).isEqualTo(63); // n = 93 is the textbook value for one miss
    }

    @Test
    void nothingLookedAtMeansNothingKnown() {
        assertThat(new Rate(0, 0).value()).isNaN();
        assertThat(new Rate(0, 0).interval()).isEqualTo(new Interval(0, 1));
        assertThat(new Rate(0, 0).upper(0.95)).isEqualTo(1);
        assertThatThrownBy(() -> new Rate(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void intervalsCoverTheTruth() {
        Random random = new Random(3);
        for (double p : new double[] {0.01, 0.1, 0.5, 0.97}) {
            int covered = 0;
            for (int i = 0; i < 2000; i++) {
                int k = 0;
                for (int j = 0; j < 50; j++) {
                    k += random.nextDouble() < p ? 1 : 0;
                }
                covered += new Rate(k, 50).interval().contains(p) ? 1 : 0;
            }
            assertThat(covered).as("rate %s", p).isGreaterThanOrEqualTo(1900 - 20);
        }
    }
}
