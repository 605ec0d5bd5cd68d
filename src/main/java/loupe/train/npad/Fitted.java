package loupe.train.npad;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that was learned from the good images.
 *
 * @param side cells along one side of the finest grid
 * @param views what every view compares with
 */
record Fitted(int side, List<Learned.Distances> views) {
    Fitted {
        views = List.copyOf(views);
    }

    static Fitted of(int side, List<Learned> learned, int neighbourhood) {
        return new Fitted(
                side, learned.stream().map(l -> l.distances(neighbourhood)).toList());
    }

    /**
     * Distances of one image's cells.
     *
     * @param features as {@link Features#of} orders them
     */
    Planes planes(List<float[]> features) {
        List<float[]> planes = new ArrayList<>();
        for (int i = 0; i < views.size(); i++) {
            planes.add(views.get(i).of(features.get(i)));
        }
        return new Planes(planes);
    }

    /** Distances of one image's cells, row-major, for every view. */
    record Planes(List<float[]> values) {}
}
