package loupe.calibrate;

import java.util.Arrays;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * How well image scores separate defects from good parts. Positive = defective, flag ⇔ score ≥ T, higher = worse.
 * Pure functions of finite raw scores, O(N log N); the arrays are not changed. Every method needs at least one good
 * and one defective score ({@link IllegalArgumentException}) and refuses scores that are not finite (MOD-06).
 */
public final class Metrics {
    private Metrics() {}

    /**
     * The best F1 and where it is reached.
     *
     * @param value 2·TP / (2·TP + FP + FN), 0…1
     * @param threshold the highest observed score that reaches it, raw
     */
    public record F1Max(double value, double threshold) {}

    /** Receives the confusion counts of one threshold; thresholds come in falling order. */
    interface Step {
        void at(float threshold, int falseAlarms, int hits);
    }

    /** Area under the receiver operating characteristic: P(defect &gt; good) + ½·P(defect = good). */
    public static double auroc(float[] good, float[] defect) {
        double[] area = new double[1];
        int[] last = new int[2];
        sweep(good, defect, (threshold, falseAlarms, hits) -> {
            area[0] += (falseAlarms - last[0]) * 0.5 * ((double) hits + last[1]);
            last[0] = falseAlarms;
            last[1] = hits;
        });
        return area[0] / ((double) good.length * defect.length);
    }

    /** Average precision: Σ (recall step) · precision over all observed thresholds, without interpolation. */
    public static double averagePrecision(float[] good, float[] defect) {
        double[] sum = new double[1];
        int[] last = new int[1];
        sweep(good, defect, (threshold, falseAlarms, hits) -> {
            sum[0] += (double) (hits - last[0]) * hits / ((double) hits + falseAlarms);
            last[0] = hits;
        });
        return sum[0] / defect.length;
    }

    /** Largest F1 over all observed scores. It depends on the sample's ratio of defects. */
    public static F1Max f1Max(float[] good, float[] defect) {
        F1Max[] best = {new F1Max(-1, 0)};
        sweep(good, defect, (threshold, falseAlarms, hits) -> {
            double f1 = 2.0 * hits / ((double) hits + falseAlarms + defect.length);
            if (f1 > best[0].value()) {
                best[0] = new F1Max(f1, threshold);
            }
        });
        return best[0];
    }

    static void sweep(float[] good, float[] defect, Step step) {
        float[] g = sorted(good);
        float[] b = sorted(defect);
        int i = g.length;
        int j = b.length;
        while (i > 0 || j > 0) {
            float threshold =
                    Math.max(i > 0 ? g[i - 1] : Float.NEGATIVE_INFINITY, j > 0 ? b[j - 1] : Float.NEGATIVE_INFINITY);
            while (i > 0 && g[i - 1] >= threshold) {
                i--;
            }
            while (j > 0 && b[j - 1] >= threshold) {
                j--;
            }
            step.at(threshold, g.length - i, b.length - j);
        }
    }

    /** A sorted copy; the start of every statistic here. */
    static float[] sorted(float[] scores) {
        if (scores.length == 0) {
            throw new IllegalArgumentException("no scores");
        }
        for (float s : scores) {
            if (!Float.isFinite(s)) {
                throw new InspectionFault(FaultCode.MOD_06);
            }
        }
        float[] copy = scores.clone();
        Arrays.sort(copy);
        return copy;
    }
}
