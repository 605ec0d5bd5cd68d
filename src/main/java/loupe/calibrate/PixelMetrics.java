package loupe.calibrate;

import java.util.OptionalDouble;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * How well anomaly maps find the defective pixels, gathered image by image in fixed memory (50 MB): a histogram over
 * the upper 21 bits of the float score, that is steps of 1/4096 of the score's power of two. Scores in one step count
 * as tied, so the pixel AUROC is off by at most {@link #aurocError()}. O(pixels); one thread.
 *
 * <p>AU-PRO follows Bergmann et al., IJCV 2021: the mean share of each 8-connected ground-truth component that is
 * found, integrated over the share of good pixels flagged up to a limit, divided by that limit.
 */
public final class PixelMetrics {
    private static final int DROPPED_BITS = 11;
    private static final int BINS = 1 << (32 - DROPPED_BITS);

    private final long[] good = new long[BINS];
    private final long[] defect = new long[BINS];
    private final double[] overlap = new double[BINS];
    private long goodPixels;
    private long defectPixels;
    private long components;

    /**
     * Adds one image.
     *
     * @param scores row-major raw scores, finite
     * @param mask same size and order, true = defect
     * @param width columns of both
     * @throws InspectionFault MOD-06 when a score is not finite
     */
    public void add(float[] scores, boolean[] mask, int width) {
        if (scores.length != mask.length || width < 1 || scores.length % width != 0) {
            throw new IllegalArgumentException(scores.length + " scores, " + mask.length + " mask pixels, " + width);
        }
        Components parts = Components.of(mask, width);
        for (int i = 0; i < scores.length; i++) {
            int bin = bin(scores[i]);
            if (mask[i]) {
                defect[bin]++;
                overlap[bin] += 1.0 / parts.size(i);
            } else {
                good[bin]++;
            }
        }
        components += parts.count();
        defectPixels += parts.pixels();
        goodPixels += scores.length - parts.pixels();
    }

    /** Area under the pixels' receiver operating characteristic, ties ½; empty while one class has no pixel. */
    public OptionalDouble auroc() {
        if (goodPixels == 0 || defectPixels == 0) {
            return OptionalDouble.empty();
        }
        double area = 0;
        double hits = 0;
        for (int b = BINS - 1; b >= 0; b--) {
            area += good[b] * (hits + 0.5 * defect[b]);
            hits += defect[b];
        }
        return OptionalDouble.of(area / ((double) goodPixels * defectPixels));
    }

    /** How far {@link #auroc()} can be from the value of the unrounded scores, either way. */
    public double aurocError() {
        double tied = 0;
        for (int b = 0; b < BINS; b++) {
            tied += 0.5 * good[b] * defect[b];
        }
        return goodPixels == 0 || defectPixels == 0 ? 0 : tied / ((double) goodPixels * defectPixels);
    }

    /**
     * AU-PRO, 0…1; empty while there is no defect component or no good pixel.
     *
     * @param limit highest share of good pixels flagged, 0 &lt; limit ≤ 1; the field uses 0.3
     */
    public OptionalDouble auPro(double limit) {
        if (goodPixels == 0 || components == 0) {
            return OptionalDouble.empty();
        }
        double area = 0;
        double x = 0;
        double y = 0;
        for (int b = BINS - 1; b >= 0 && x < limit; b--) {
            double dx = (double) good[b] / goodPixels;
            double dy = overlap[b] / components;
            double share = x + dx > limit ? (limit - x) / dx : 1;
            area += share * dx * (y + 0.5 * share * dy);
            x += dx;
            y += dy;
        }
        return OptionalDouble.of(area / limit);
    }

    /** Average precision of the pixels, without interpolation; empty while no defect pixel was added. */
    public OptionalDouble averagePrecision() {
        if (defectPixels == 0) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        double hits = 0;
        double flagged = 0;
        for (int b = BINS - 1; b >= 0; b--) {
            hits += defect[b];
            flagged += good[b] + defect[b];
            sum += defect[b] == 0 ? 0 : defect[b] * hits / flagged;
        }
        return OptionalDouble.of(sum / defectPixels);
    }

    /** The best F1 over all pixel thresholds and where it is reached; value 0 while no defect pixel was added. */
    public Metrics.F1Max f1Max() {
        double hits = 0;
        double flagged = 0;
        Metrics.F1Max best = new Metrics.F1Max(0, Double.POSITIVE_INFINITY);
        for (int b = BINS - 1; b >= 0; b--) {
            hits += defect[b];
            flagged += good[b] + defect[b];
            double f1 = hits == 0 ? 0 : 2 * hits / (flagged + defectPixels);
            if (f1 > best.value()) {
                best = new Metrics.F1Max(f1, edge(b));
            }
        }
        return best;
    }

    /**
     * The lowest pixel threshold that at most a share 1−q of the good pixels reach; empty while there is none.
     *
     * @param q for example 0.999
     */
    public OptionalDouble goodQuantile(double q) {
        if (goodPixels == 0) {
            return OptionalDouble.empty();
        }
        double allowed = (1 - q) * goodPixels + 1e-6;
        double above = 0;
        for (int b = BINS - 1; b >= 0; b--) {
            above += good[b];
            if (above > allowed) {
                return OptionalDouble.of(edge(b + 1));
            }
        }
        return OptionalDouble.of(Double.NEGATIVE_INFINITY);
    }

    /** Share of good pixels that reach a threshold, counted in whole steps, so never too low; 1 without good pixels. */
    public double goodShareFrom(float threshold) {
        double above = 0;
        for (int b = BINS - 1; b >= bin(threshold); b--) {
            above += good[b];
        }
        return goodPixels == 0 ? 1 : above / goodPixels;
    }

    /** The lowest score of a step. */
    private static float edge(int bin) {
        int ordered = bin << DROPPED_BITS;
        return Float.intBitsToFloat(ordered < 0 ? ordered ^ Integer.MIN_VALUE : ~ordered);
    }

    /** Ordered like the scores: negative floats have falling bit patterns, positive ones rising. */
    private static int bin(float score) {
        if (!Float.isFinite(score)) {
            throw new InspectionFault(FaultCode.MOD_06);
        }
        int bits = Float.floatToIntBits(score + 0f); // + 0f: -0 and 0 are one score
        int ordered = bits < 0 ? ~bits : bits ^ Integer.MIN_VALUE;
        return ordered >>> DROPPED_BITS;
    }
}
