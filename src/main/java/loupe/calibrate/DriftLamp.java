package loupe.calibrate;

import java.util.Arrays;

/**
 * Says of the newest passed parts whether they still look like the good parts of the calibration. Only scores below the
 * limit are compared on both sides, since higher ones never pass; then, while nothing changes, amber or red lights for
 * 1 look in 100 and red for 1 in 1,000 ({@link Drift}, conformal ranks: no assumption on the scores' distribution).
 * That holds for looks at parts that do not depend on each other; looking all the time finds a false alarm sooner or
 * later.
 *
 * @param state the lamp
 * @param drift what was found; shift ½ and p 1 while the lamp is dark
 * @param calibration good parts compared with
 * @param recent passed parts compared
 * @param pValues how many recent parts have a conformal p-value in each tenth from 0 to 1; all alike without drift
 */
public record DriftLamp(State state, Drift drift, int calibration, int recent, int[] pValues) {
    /** Below this p-value the lamp is amber. */
    public static final double AMBER = 0.01;
    /** Below this p-value the lamp is red. */
    public static final double RED = 0.001;
    /** Fewer parts than this on either side say nothing. */
    public static final int FEWEST = 20;

    private static final int TENTHS = 10;

    /** What the lamp shows. */
    public enum State {
        /** Too few parts to say anything. */
        DARK,
        GREEN,
        AMBER,
        RED
    }

    /**
     * Looks once.
     *
     * @param good held-out scores of good parts, finite
     * @param passed scores of the newest parts that passed, finite
     * @param limit the threshold that they passed below
     */
    public static DriftLamp of(float[] good, float[] passed, double limit) {
        float[] before = below(good, limit);
        float[] now = below(passed, limit);
        if (before.length < FEWEST || now.length < FEWEST) {
            return new DriftLamp(State.DARK, new Drift(0.5, 1), before.length, now.length, new int[TENTHS]);
        }
        Drift drift = Drift.between(before, now);
        State state = drift.pValue() < AMBER ? State.AMBER : State.GREEN;
        int[] tenths = new int[TENTHS];
        for (float score : now) {
            double p = Conformal.pValue(before, score);
            tenths[(int) Math.min(TENTHS - 1, Math.ceil(p * TENTHS) - 1)]++;
        }
        return new DriftLamp(drift.pValue() < RED ? State.RED : state, drift, before.length, now.length, tenths);
    }

    private static float[] below(float[] scores, double limit) {
        float[] sorted = scores.clone();
        Arrays.sort(sorted);
        return Arrays.copyOf(sorted, Conformal.below(sorted, limit));
    }
}
