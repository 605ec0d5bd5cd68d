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
    Mixture {
        scales = List.copyOf(scales);
        weights = List.copyOf(weights);
    }

    /** The scales that held-out good images give, both distances with the same share. */
    static Mixture of(List<Fitted.Planes> heldOut) {
        int planes = heldOut.get(0).values().size();
        List<Scale> scales = new ArrayList<>();
        for (int i = 0; i < planes; i++) {
            int plane = i;
            scales.add(Scale.of(Quantiles.join(
                    heldOut.stream().map(p -> p.values().get(plane)).toList())));
        }
        return new Mixture(scales, shares(planes / 2, 0.5));
    }

    /** The same scales with this share of the Mahalanobis distances, 0…1. */
    Mixture share(double omega) {
        return new Mixture(scales, shares(scales.size() / 2, omega));
    }

    /** Every level counts twice as much as the one before it, which is finer. */
    private static List<Double> shares(int levels, double omega) {
        List<Double> weights = new ArrayList<>();
        for (int level = 0; level < levels; level++) {
            double share = Math.scalb(1.0, level) / (Math.scalb(1.0, levels) - 1);
            weights.add(omega * share);
            weights.add((1 - omega) * share);
        }
        return weights;
    }

    /** What a plane is multiplied by; 0 leaves it out. */
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

    /** Share of the Mahalanobis distances, 0…1. */
    double omega() {
        double omega = 0;
        for (int i = 0; i < weights.size(); i += 2) {
            omega += weights.get(i);
        }
        return omega;
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
            if (weights.get(i) > 0) {
                int own = (int) Math.sqrt(plane.length);
                float[] fine = own == side ? plane : Bilinear.enlarge(plane, own, side);
                float factor = (float) factor(i);
                for (int cell = 0; cell < sum.length; cell++) {
                    sum[cell] += factor * fine[cell];
                }
            }
        }
        return ScoreMap.finish(sum, side);
    }
}
