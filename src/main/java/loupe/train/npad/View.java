package loupe.train.npad;

import java.util.ArrayList;
import java.util.List;

/**
 * How the features of a level are judged. The finest level knows what belongs at every place, coarser ones what a good
 * part has anywhere: each is better at that than the other, and both together better than either.
 *
 * @param level index of the level, finest first
 * @param distance of a feature to the good ones
 */
record View(int level, Distance distance) {
    /** To what a feature is compared. */
    enum Distance {
        /** To the Gaussians of the cells around it, on standardised channels. */
        MAHALANOBIS,
        /** To the nearest centroid of all cells, on channels as strong as the network made them. */
        CENTROIDS
    }

    /** The views of so many levels; a level that is alone is judged both ways. */
    static List<View> of(int levels) {
        List<View> views = new ArrayList<>(List.of(new View(0, Distance.MAHALANOBIS)));
        if (levels == 1) {
            views.add(new View(0, Distance.CENTROIDS));
        }
        for (int level = 1; level < levels; level++) {
            views.add(new View(level, Distance.CENTROIDS));
        }
        return views;
    }
}
