package loupe.calibrate;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Percentile bootstrap (Efron 1979), stratified: good parts and defects are drawn anew separately. Of a sample that is
 * separated without an error every draw is too, so the interval is then 1…1 and says nothing about the next sample.
 */
public final class Bootstrap {
    private static final int REPETITIONS = 2000;
    private static final int LEAST = 200;
    private static final double WORK = 2e7;

    private Bootstrap() {}

    /**
     * 95 % interval of the AUROC from 2,000 draws, fewer (at least 200) for more than 10,000 parts.
     *
     * @param board both classes must be there
     * @param seed same seed, same interval
     */
    public static Interval auroc(Scoreboard board, long seed) {
        float[] good = board.good();
        float[] defects = board.defects();
        int[] rank = new int[good.length + defects.length];
        int ranks = rank(good, defects, rank);
        int[] goodRank = Arrays.copyOf(rank, good.length);
        int[] defectRank = Arrays.copyOfRange(rank, good.length, rank.length);
        int repetitions = (int) Math.max(LEAST, Math.min(REPETITIONS, WORK / rank.length));
        SplittableRandom random = new SplittableRandom(seed);
        double[] found = new double[repetitions];
        for (int r = 0; r < repetitions; r++) {
            found[r] =
                    auroc(draw(goodRank, ranks, random), draw(defectRank, ranks, random), good.length, defects.length);
        }
        Arrays.sort(found);
        return new Interval(found[(int) (0.025 * repetitions)], found[(int) Math.ceil(0.975 * repetitions) - 1]);
    }

    /** Dense ranks of both sorted arrays together; ties share one. */
    private static int rank(float[] good, float[] defects, int[] rank) {
        int i = 0;
        int j = 0;
        int next = 0;
        while (i < good.length || j < defects.length) {
            float g = i < good.length ? good[i] : Float.POSITIVE_INFINITY;
            float b = j < defects.length ? defects[j] : Float.POSITIVE_INFINITY;
            float value = Math.min(g, b);
            while (i < good.length && good[i] == value) {
                rank[i++] = next;
            }
            while (j < defects.length && defects[j] == value) {
                rank[good.length + j++] = next;
            }
            next++;
        }
        return next;
    }

    private static int[] draw(int[] ranks, int count, SplittableRandom random) {
        int[] drawn = new int[count];
        for (int i = 0; i < ranks.length; i++) {
            drawn[ranks[random.nextInt(ranks.length)]]++;
        }
        return drawn;
    }

    private static double auroc(int[] good, int[] defects, double m, double n) {
        double area = 0;
        double lower = 0;
        for (int r = 0; r < good.length; r++) {
            area += defects[r] * (lower + 0.5 * good[r]);
            lower += good[r];
        }
        return area / (m * n);
    }
}
