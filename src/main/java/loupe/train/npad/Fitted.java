package loupe.train.npad;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that was learned from the good images.
 *
 * @param parts one for every level, finest first
 */
record Fitted(List<Part> parts) {

    Fitted {
        parts = List.copyOf(parts);
    }

    /**
     * What was learned at one level.
     *
     * @param gaussians a Gaussian per cell
     * @param memory the centroids
     */
    record Part(Gaussians gaussians, Memory memory) {}

    static Fitted of(List<CellSums> sums, List<Memory> memories, int neighbourhood) {
        List<Part> parts = new ArrayList<>();
        for (int level = 0; level < sums.size(); level++) {
            parts.add(new Part(Gaussians.fit(sums.get(level), neighbourhood, 1), memories.get(level)));
        }
        return new Fitted(parts);
    }

    /** Cells along one side of the finest grid. */
    int side() {
        return parts.get(0).gaussians().side();
    }

    /**
     * Distances of one image's cells.
     *
     * @param features as {@link Features#of} orders them
     */
    Planes planes(List<float[]> features) {
        List<float[]> planes = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            planes.add(parts.get(i).gaussians().distances(features.get(2 * i)));
            planes.add(parts.get(i).memory().distances(features.get(2 * i + 1)));
        }
        return new Planes(planes);
    }

    /**
     * Distances of one image's cells, row-major: for every level the Mahalanobis distances to the nearest of the
     * neighbouring Gaussians, then the Euclidean distances to the nearest centroid.
     */
    record Planes(List<float[]> values) {}
}
