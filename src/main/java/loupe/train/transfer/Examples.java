package loupe.train.transfer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import loupe.domain.SampleSet;

/**
 * What is learned from: every readable image, in every pose asked for. Folds are drawn by seed so that each holds its
 * share of every type; all poses of an image are in one fold.
 */
final class Examples {
    private final int k;
    private final List<Example> all = new ArrayList<>();
    private final List<float[]> pooled = new ArrayList<>();
    private int[] folds = {};

    Examples(int k) {
        this.k = k;
    }

    /**
     * One of them.
     *
     * @param image index into good images, then defects
     * @param type {@link SampleSet#GOOD} or the kind of defect
     * @param pose 0 = as it is
     */
    record Example(int image, String type, int pose) {
        boolean isDefect() {
            return !type.equals(SampleSet.GOOD);
        }
    }

    /** Adds an example with its local features {@code [k][cells]}. */
    void add(Example example, float[] local) {
        all.add(example);
        pooled.add(Pooling.of(local, k));
    }

    int size() {
        return all.size();
    }

    Example get(int index) {
        return all.get(index);
    }

    float[] pooled(int index) {
        return pooled.get(index);
    }

    /** Indices of examples as they are (pose 0) that fulfil a condition. */
    int[] upright(Predicate<Example> wanted) {
        return IntStream.range(0, all.size())
                .filter(i -> all.get(i).pose() == 0 && wanted.test(all.get(i)))
                .toArray();
    }

    int fold(int index) {
        return folds[index];
    }

    /** Deals the images of every type to folds in drawn order. */
    void deal(int count, long seed) {
        TreeMap<String, List<Integer>> byType = new TreeMap<>();
        for (int i : upright(e -> true)) {
            byType.computeIfAbsent(all.get(i).type(), t -> new ArrayList<>())
                    .add(all.get(i).image());
        }
        TreeMap<Integer, Integer> foldOf = new TreeMap<>();
        Random random = new Random(seed);
        int next = 0;
        for (List<Integer> images : byType.values()) {
            Collections.shuffle(images, random);
            for (int image : images) {
                foldOf.put(image, next++ % count);
            }
        }
        folds = all.stream().mapToInt(e -> foldOf.get(e.image())).toArray();
    }
}
