package loupe.train.npad;

import java.util.List;

/**
 * Everything that was learned from the good images.
 *
 * @param gaussians a Gaussian per cell
 * @param memory the centroids
 */
record Fitted(Gaussians gaussians, Memory memory) {

    Planes planes(float[] features) {
        return new Planes(gaussians.distances(features), memory.distances(features));
    }

    /**
     * Distances of one image's cells, row-major.
     *
     * @param gaussian Mahalanobis distance to the nearest of the neighbouring Gaussians
     * @param centroid Euclidean distance to the nearest centroid
     */
    record Planes(float[] gaussian, float[] centroid) {}

    /**
     * How the two distances become one score.
     *
     * @param m scale of the Mahalanobis distance
     * @param e scale of the centroid distance
     * @param omega share of the first, 0…1
     */
    record Mixture(Scale m, Scale e, double omega) {
        /** The scales that held-out good images give, and the even mixture. */
        static Mixture of(List<Planes> heldOut) {
            Scale m = Scale.of(
                    Quantiles.join(heldOut.stream().map(Planes::gaussian).toList()));
            Scale e = Scale.of(
                    Quantiles.join(heldOut.stream().map(Planes::centroid).toList()));
            return new Mixture(m, e, 0.5);
        }

        float[] map(Planes planes, int side) {
            float[] mixed = ScoreMap.combine(planes.gaussian(), m, planes.centroid(), e, omega);
            return ScoreMap.finish(mixed, side);
        }

        Mixture with(double newOmega) {
            return new Mixture(m, e, newOmega);
        }
    }
}
