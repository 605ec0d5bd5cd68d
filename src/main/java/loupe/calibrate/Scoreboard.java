package loupe.calibrate;

import java.util.Arrays;
import java.util.List;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * The scores of labelled parts, sorted once, so that any pair of thresholds is decided by four binary searches.
 * Immutable; any thread. One class or both may be empty.
 */
public final class Scoreboard {
    private final float[] good;
    private final float[] defects;

    private Scoreboard(float[] good, float[] defects) {
        this.good = sorted(good);
        this.defects = sorted(defects);
    }

    /**
     * One score per part; the arrays are copied.
     *
     * @throws InspectionFault MOD-06 when a score is not finite
     */
    public static Scoreboard of(float[] good, float[] defects) {
        return new Scoreboard(good, defects);
    }

    /** Scores of images; those of one part are merged by {@link Scored#perPart}. */
    public static Scoreboard of(List<Scored> images) {
        List<Scored> parts = Scored.perPart(images);
        float[] scores = new float[parts.size()];
        int good = 0;
        int end = scores.length;
        for (Scored part : parts) {
            scores[part.isDefect() ? --end : good++] = part.score();
        }
        return new Scoreboard(Arrays.copyOf(scores, good), Arrays.copyOfRange(scores, good, scores.length));
    }

    /** Scores of good parts in rising order; never written to. */
    public float[] good() {
        return good;
    }

    /** Scores of defective parts in rising order; never written to. */
    public float[] defects() {
        return defects;
    }

    public int size() {
        return good.length + defects.length;
    }

    public boolean hasBoth() {
        return good.length > 0 && defects.length > 0;
    }

    /** True when no threshold can tell any two parts apart. */
    public boolean isConstant() {
        return size() > 0 && lowest() == highest();
    }

    /** The lowest score; NaN without parts. */
    public double lowest() {
        return size() == 0 ? Double.NaN : Math.min(first(good), first(defects));
    }

    /** The highest score; NaN without parts. */
    public double highest() {
        return size() == 0 ? Double.NaN : Math.max(last(good), last(defects));
    }

    /** What two thresholds decide; {@code score ≥ fail} fails, else {@code score ≥ review} is reviewed. */
    public Confusion at(double review, double fail) {
        if (!(review <= fail)) {
            throw new IllegalArgumentException("review " + review + " above fail " + fail);
        }
        int goodPass = Conformal.below(good, review);
        int goodLow = Conformal.below(good, fail);
        int defectPass = Conformal.below(defects, review);
        int defectLow = Conformal.below(defects, fail);
        return new Confusion(
                goodPass,
                goodLow - goodPass,
                good.length - goodLow,
                defectPass,
                defectLow - defectPass,
                defects.length - defectLow);
    }

    /** What one threshold decides, without review. */
    public Confusion at(double threshold) {
        return at(threshold, threshold);
    }

    private static double first(float[] sorted) {
        return sorted.length == 0 ? Double.POSITIVE_INFINITY : sorted[0];
    }

    private static double last(float[] sorted) {
        return sorted.length == 0 ? Double.NEGATIVE_INFINITY : sorted[sorted.length - 1];
    }

    private static float[] sorted(float[] scores) {
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
