package loupe.train.npad;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import loupe.train.Bilinear;
import loupe.train.Quantiles;

/**
 * How the planes of distances become one score.
 *
 * @param scales of every plane
 * @param weights of every plane, 0…1, together 1
 */
record Mixture(List<Scale> scales, List<Double> weights) {
    /** Parts lie alike when less than this share of the variance is left at a place. */
    private static final double FIXTURED = 0.25;

    Mixture {
        scales = List.copyOf(scales);
        weights = List.copyOf(weights);
    }

    /**
     * The scales that held-out good images give. Every view counts twice as much as the one before it, which is finer;
     * where parts lie alike and the place says most, twice as much as the one after it.
     *
     * @param freedom of the pose, see {@link CellSums#freedom}
     */
    static Mixture of(List<Fitted.Planes> heldOut, double freedom) {
        int planes = heldOut.get(0).values().size();
        List<Scale> scales = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (int i = 0; i < planes; i++) {
            int plane = i;
            scales.add(Scale.of(Quantiles.join(
                    heldOut.stream().map(p -> p.values().get(plane)).toList())));
            int rank = freedom < FIXTURED ? planes - 1 - i : i;
            weights.add(Math.scalb(1.0, rank) / (Math.scalb(1.0, planes) - 1));
        }
        return new Mixture(scales, weights);
    }

    /** What a plane is multiplied by. */
    double factor(int plane) {
        return weights.get(plane) / scales.get(plane).unit();
    }

    /** What is added to the sum of all planes. */
    double constant() {
        double constant = 0;
        for (int i = 0; i < weights.size(); i++) {
            constant -= factor(i) * scales.get(i).zero();
        }
        return constant;
    }

    /**
     * The anomaly map.
     *
     * @param side of the finest grid, cells
     */
    float[] map(Fitted.Planes planes, int side) {
        float[] sum = new float[side * side];
        Arrays.fill(sum, (float) constant());
        for (int i = 0; i < weights.size(); i++) {
            float[] plane = planes.values().get(i);
            int own = (int) Math.sqrt(plane.length);
            float[] fine = own == side ? plane : Bilinear.enlarge(plane, own, side);
            float factor = (float) factor(i);
            for (int cell = 0; cell < sum.length; cell++) {
                sum[cell] += factor * fine[cell];
            }
        }
        return ScoreMap.finish(sum, side);
    }
}
