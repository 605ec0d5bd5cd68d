package loupe.train.npad;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import loupe.train.FeatureStore;
import loupe.train.Stopwatch;

/**
 * Judges good images by models that have not seen them: image i is left out of fold i mod folds. A fold's statistics
 * are all sums minus its own. Centroids are chosen among every fold's images by themselves, and a model has those of
 * all folds but the one that is held out: nearly as good as choosing from all images at once (Malkomes et al., NeurIPS
 * 2015), and much cheaper.
 */
final class HeldOut {
    private static final int AT_ONCE = 16;

    /** A fold's centroids are chosen among so many features. */
    private static final int CANDIDATES = 1 << 15;

    private final FeatureStore features;
    private final List<Level> levels;
    private final NpadSettings settings;
    private final List<CellSums> sums = new ArrayList<>();
    private final List<List<Memory>> memories = new ArrayList<>();
    private final List<Fitted> folds = new ArrayList<>();

    private HeldOut(FeatureStore features, List<Level> levels, NpadSettings settings) {
        this.features = features;
        this.levels = levels;
        this.settings = settings;
    }

    static HeldOut fit(FeatureStore features, List<Level> levels, NpadSettings settings, Stopwatch watch) {
        HeldOut held = new HeldOut(features, levels, settings);
        int[] all = IntStream.range(0, features.size()).toArray();
        List<List<Gaussians>> gaussians = new ArrayList<>();
        for (int level = 0; level < levels.size(); level++) {
            held.sums.add(held.sums(all, level));
            List<Gaussians> own = new ArrayList<>();
            for (int fold = 0; fold < settings.folds(); fold++) {
                watch.at("teach.statistics", (long) level * settings.folds() + fold, held.steps());
                int[] out = held.part(fold);
                double whole = (double) all.length / (all.length - out.length);
                CellSums rest = held.sums.get(level).minus(held.sums(out, level));
                own.add(Gaussians.fit(rest, settings.neighbourhood(), whole));
            }
            gaussians.add(own);
        }
        held.chooseCentroids(watch);
        for (int fold = 0; fold < settings.folds(); fold++) {
            List<Fitted.Part> parts = new ArrayList<>();
            for (int level = 0; level < levels.size(); level++) {
                List<Memory> others = new ArrayList<>(held.memories.get(level));
                others.remove(fold);
                parts.add(new Fitted.Part(gaussians.get(level).get(fold), Memory.join(others)));
            }
            held.folds.add(new Fitted(parts));
        }
        return held;
    }

    private void chooseCentroids(Stopwatch watch) {
        for (int level = 0; level < levels.size(); level++) {
            int all = settings.centroids(features.size(), levels.get(level).side());
            int count = Math.max(1, all / settings.folds());
            int k = k(level);
            List<Memory> own = new ArrayList<>();
            for (int fold = 0; fold < settings.folds(); fold++) {
                watch.at("teach.centroids", (long) level * settings.folds() + fold, steps());
                float[][] candidates = features.sample(part(fold), 2 * level + 1, k, CANDIDATES, settings.seed());
                own.add(Memory.choose(candidates, k, count, settings.seed()));
            }
            memories.add(own);
        }
    }

    private long steps() {
        return (long) settings.folds() * levels.size();
    }

    private int[] part(int fold) {
        return IntStream.range(0, features.size())
                .filter(i -> i % settings.folds() == fold)
                .toArray();
    }

    private int k(int level) {
        return features.get(0, 2 * level).length / levels.get(level).cells();
    }

    private CellSums sums(int[] images, int level) {
        CellSums part = new CellSums(levels.get(level).side(), k(level));
        for (int from = 0; from < images.length; from += AT_ONCE) {
            int to = Math.min(images.length, from + AT_ONCE);
            part.add(Arrays.stream(images, from, to)
                    .mapToObj(i -> features.get(i, 2 * level))
                    .toList());
        }
        return part;
    }

    /** The centroids of all images, for every level. */
    List<Memory> memory() {
        return memories.stream().map(Memory::join).toList();
    }

    /** The sums of all images, for every level. */
    List<CellSums> sums() {
        return sums;
    }

    /** The model of all images. */
    Fitted whole() {
        return Fitted.of(sums, memory(), settings.neighbourhood());
    }

    /** The model that has not seen this image. */
    Fitted without(int image) {
        return folds.get(image % settings.folds());
    }

    /** Distances of every good image. */
    List<Fitted.Planes> planes() {
        Fitted.Planes[] planes = new Fitted.Planes[features.size()];
        IntStream.range(0, planes.length)
                .parallel()
                .forEach(i -> planes[i] = without(i).planes(features.get(i)));
        return Arrays.asList(planes);
    }
}
