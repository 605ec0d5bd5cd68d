package loupe.calibrate;

import java.util.Arrays;
import org.hipparchus.special.Erf;

/**
 * Whether recent scores still look like those of the calibration: Mann–Whitney test of the conformal p-values' ranks,
 * which allows for a small calibration set and for ties. Compare like with like: where only passed parts are given,
 * give only calibration parts below the same threshold.
 *
 * @param shift P(recent &gt; calibration) + ½·P(equal): ½ = no drift, 1 = every recent score is higher
 * @param pValue two-sided probability of such a shift or more when nothing changed; normal approximation
 */
public record Drift(double shift, double pValue) {
    /**
     * Compares.
     *
     * @param calibration scores of good parts, finite, at least one
     * @param recent scores of parts from the line, finite, at least one
     * @throws loupe.domain.InspectionFault MOD-06 for scores that are not finite
     */
    public static Drift between(float[] calibration, float[] recent) {
        double shift = Metrics.auroc(calibration, recent);
        double m = calibration.length;
        double n = recent.length;
        double variance = (m + n + 1 - ties(calibration, recent) / ((m + n) * Math.max(1, m + n - 1))) / (12 * m * n);
        if (!(variance > 0)) {
            return new Drift(shift, 1);
        }
        double z = Math.abs(shift - 0.5) / Math.sqrt(variance);
        return new Drift(shift, Erf.erfc(z / Math.sqrt(2)));
    }

    private static double ties(float[] one, float[] other) {
        float[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        Arrays.sort(all);
        double sum = 0;
        int start = 0;
        for (int i = 1; i <= all.length; i++) {
            if (i == all.length || all[i] != all[start]) {
                double t = (double) i - start;
                sum += t * t * t - t;
                start = i;
            }
        }
        return sum;
    }
}
