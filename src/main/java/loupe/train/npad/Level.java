package loupe.train.npad;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import loupe.train.backbone.BackboneCard;
import loupe.train.backbone.Tap;

/**
 * The taps of one grid: what a backbone sees at one scale. A {@link View} says how it is judged.
 *
 * @param side cells along one side
 * @param taps whose channels are one behind the other
 */
record Level(int side, List<Tap> taps) {
    private static final int FINEST = 8;
    private static final int COARSEST = 32;

    /** The levels of a backbone, finest first; taps finer than stride 8 are averaged onto its grid. */
    static List<Level> of(BackboneCard card, int inputSize) {
        Map<Integer, List<Tap>> byStride = new TreeMap<>();
        for (Tap tap : card.taps()) {
            int stride = Math.min(COARSEST, Math.max(FINEST, tap.stride()));
            byStride.computeIfAbsent(stride, s -> new ArrayList<>()).add(tap);
        }
        List<Level> levels = new ArrayList<>();
        byStride.forEach((stride, taps) -> levels.add(new Level(inputSize / stride, List.copyOf(taps))));
        return levels;
    }

    int cells() {
        return side * side;
    }

    int channels() {
        return taps.stream().mapToInt(Tap::channels).sum();
    }
}
