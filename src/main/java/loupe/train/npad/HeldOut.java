package loupe.train.npad;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Judges good images by models that have not seen them: image i is left out of fold i mod folds. A fold's statistics
 * are all sums minus its own; its centroids are chosen anew from the other images.
 */
final class HeldOut {
    private final List<float[]> features;
    private final NpadSettings settings;
    private final int k;
    private final List<Fitted> folds = new ArrayList<>();

    private HeldOut(List<float[]> features, NpadSettings settings) {
        this.features = features;
        this.settings = settings;
        this.k = features.get(0).length / settings.cells();
    }

    static HeldOut fit(List<float[]> features, NpadSettings settings, Stopwatch watch) {
        HeldOut held = new HeldOut(features, settings);
        List<Gaussians> gaussians = new ArrayList<>();
        CellSums all = held.sums(features);
        for (int fold = 0; fold < settings.folds(); fold++) {
            watch.at("teach.statistics", fold, settings.folds());
            List<float[]> out = held.part(fold, true);
            double whole = (double) features.size() / (features.size() - out.size());
            gaussians.add(Gaussians.fit(all.minus(held.sums(out)), settings.neighbourhood(), whole));
        }
        for (int fold = 0; fold < settings.folds(); fold++) {
            watch.at("teach.centroids", fold, settings.folds());
            held.folds.add(new Fitted(gaussians.get(fold), held.memory(held.part(fold, false))));
        }
        return held;
    }

    private List<float[]> part(int fold, boolean inside) {
        return IntStream.range(0, features.size())
                .filter(i -> (i % settings.folds() == fold) == inside)
                .mapToObj(features::get)
                .toList();
    }

    private CellSums sums(List<float[]> part) {
        CellSums sums = new CellSums(settings.grid(), k);
        sums.add(part);
        return sums;
    }

    private Memory memory(List<float[]> part) {
        long share = (long) features.size() * settings.cells() / 100;
        int count = (int) Math.min(settings.largestMemory(), Math.max(NpadSettings.SMALLEST_MEMORY, share));
        return Memory.choose(part, k, count, settings.seed());
    }

    /** The model of all images. */
    Fitted whole() {
        return new Fitted(Gaussians.fit(sums(features), settings.neighbourhood(), 1), memory(features));
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
