package loupe.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneralizedParetoTest {
    /**
     * Quantiles of known distributions as data; expected values from scipy 1.17 (genpareto, direct maximisation of the
     * likelihood by Nelder–Mead in two parameters).
     */
    @ParameterizedTest
    @CsvSource({
        "0.3, 2, 60, 0.273454, 2.038067",
        "-0.25, 1, 80, -0.277869, 1.024374",
        "0, 1.5, 50, -0.036399, 1.544010",
        "0.1, 0.01, 200, 0.090398, 0.0100769"
    })
    void agreesWithAReference(double shape, double scale, int n, double fittedShape, double fittedScale) {
        GeneralizedPareto truth = new GeneralizedPareto(shape, scale);
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = truth.exceededWith(1 - (i + 0.5) / n);
        }
        GeneralizedPareto fit = GeneralizedPareto.fit(y);
        assertThat(fit.shape()).isCloseTo(fittedShape, within(2e-5));
        assertThat(fit.scale()).isCloseTo(fittedScale, within(2e-5 * fittedScale));
    }

    @ParameterizedTest
    @CsvSource({"3", "0.5"})
    void hasABoundedShapeForFewAndEqualExcesses(double value) {
        GeneralizedPareto fit = GeneralizedPareto.fit(new double[] {value, value});
        assertThat(fit.shape()).isBetween(GeneralizedPareto.LOWEST_SHAPE - 1e-6, GeneralizedPareto.HIGHEST_SHAPE);
        assertThat(fit.scale()).isPositive().isFinite();
        assertThat(fit.exceededWith(1e-6)).isFinite();
    }
}
