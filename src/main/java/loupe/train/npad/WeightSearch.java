package loupe.train.npad;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import loupe.train.Ranks;

/**
 * Finds how much the Mahalanobis distances should count against the centroids, without any real defect: the share that
 * separates synthetic defects best from held-out good images, in image scores and in map cells. The levels' shares are
 * fixed, each twice the one before: synthetic defects are small and would favour the finest level.
 */
final class WeightSearch {
    /** Neither distance is left out: synthetic defects are small and thin, real ones need not be. */
    private static final double[] SHARES = {0.5, 0.75, 0.25};

    /** A clear gain is needed to leave the even share. */
    private static final double MARGIN = 0.005;

    private static final float DEFECT = 0.5f;

    private final List<Fitted.Planes> good;
    private final List<Fitted.Planes> defective;
    private final List<float[]> coverage;
    private final int side;

    /**
     * Prepares a search.
     *
     * @param good held-out distances of good images
     * @param defective held-out distances of images with synthetic defects
     * @param coverage per defective image, share painted of every map cell
     * @param side of the finest grid
     */
    WeightSearch(List<Fitted.Planes> good, List<Fitted.Planes> defective, List<float[]> coverage, int side) {
        this.good = good;
        this.defective = defective;
        this.coverage = coverage;
        this.side = side;
    }

    /** The best mixture; the even share when there is nothing to search with. */
    Mixture best(Mixture scales) {
        Mixture best = scales.share(SHARES[0]);
        if (defective.isEmpty()) {
            return best;
        }
        double highest = Double.NEGATIVE_INFINITY;
        for (double omega : SHARES) {
            Mixture mixture = scales.share(omega);
            double value = quality(mixture);
            if (value > highest + MARGIN) {
                highest = value;
                best = mixture;
            }
        }
        return best;
    }

    /** Mean of image AUROC and cell AUROC, 0…1. */
    double quality(Mixture mixture) {
        List<Float> goodScores = new ArrayList<>();
        List<Float> badScores = new ArrayList<>();
        Cells goodCells = new Cells();
        Cells badCells = new Cells();
        for (Fitted.Planes planes : good) {
            goodScores.add(ScoreMap.score(mixture.map(planes, side)));
        }
        for (int i = 0; i < defective.size(); i++) {
            float[] map = mixture.map(defective.get(i), side);
            badScores.add(ScoreMap.score(map));
            for (int cell = 0; cell < map.length; cell++) {
                float covered = coverage.get(i)[cell];
                if (covered >= DEFECT) {
                    badCells.add(map[cell]);
                } else if (covered == 0) {
                    goodCells.add(map[cell]);
                }
            }
        }
        double cells = badCells.count == 0 ? 1 : Ranks.auroc(goodCells.values(), badCells.values());
        return (Ranks.auroc(array(goodScores), array(badScores)) + cells) / 2;
    }

    private static float[] array(List<Float> values) {
        Cells array = new Cells();
        values.forEach(array::add);
        return array.values();
    }

    /** A growing list of floats. */
    private static final class Cells {
        private float[] all = new float[1024];
        private int count;

        void add(float value) {
            if (count == all.length) {
                all = Arrays.copyOf(all, 2 * count);
            }
            all[count++] = value;
        }

        float[] values() {
            return Arrays.copyOf(all, count);
        }
    }
}
