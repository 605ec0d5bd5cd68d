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
    private final FrontGraph front;
    private final NpadSettings settings;
    private final List<Learned> learned = new ArrayList<>();
    private final List<List<Learned.Distances>> folds = new ArrayList<>();

    private HeldOut(FeatureStore features, FrontGraph front, NpadSettings settings) {
        this.features = features;
        this.front = front;
        this.settings = settings;
    }

    static HeldOut fit(FeatureStore features, FrontGraph front, NpadSettings settings, Stopwatch watch) {
        HeldOut held = new HeldOut(features, front, settings);
        for (int fold = 0; fold < settings.folds(); fold++) {
            held.folds.add(new ArrayList<>());
        }
        for (int view = 0; view < front.views().size(); view++) {
            if (front.views().get(view).distance() == View.Distance.MAHALANOBIS) {
                held.fitGaussians(view, watch);
            } else {
                held.chooseCentroids(view, watch);
            }
        }
        return held;
    }

    private void fitGaussians(int view, Stopwatch watch) {
        CellSums all = sums(IntStream.range(0, features.size()).toArray(), view);
        for (int fold = 0; fold < settings.folds(); fold++) {
            watch.at("teach.statistics", fold, settings.folds());
            int[] out = part(fold);
            double whole = (double) features.size() / (features.size() - out.length);
            CellSums rest = all.minus(sums(out, view));
            folds.get(fold).add(Gaussians.fit(rest, settings.neighbourhood(), whole));
        }
        learned.add(all);
    }

    private void chooseCentroids(int view, Stopwatch watch) {
        int all = settings.centroids(features.size(), front.level(view).side());
        int count = Math.max(1, all / settings.folds());
        List<Memory> own = new ArrayList<>();
        for (int fold = 0; fold < settings.folds(); fold++) {
            watch.at("teach.centroids", fold, settings.folds());
            float[][] candidates = features.sample(part(fold), view, k(view), CANDIDATES, settings.seed());
            own.add(Memory.choose(candidates, k(view), count, settings.seed()));
        }
        for (int fold = 0; fold < settings.folds(); fold++) {
            List<Memory> others = new ArrayList<>(own);
            others.remove(fold);
            folds.get(fold).add(Memory.join(others));
        }
        learned.add(Memory.join(own));
    }

    private int[] part(int fold) {
        return IntStream.range(0, features.size())
                .filter(i -> i % settings.folds() == fold)
                .toArray();
    }

    private int k(int view) {
        return features.get(0, view).length / front.level(view).cells();
    }

    private CellSums sums(int[] images, int view) {
        CellSums part = new CellSums(front.level(view).side(), k(view));
        for (int from = 0; from < images.length; from += AT_ONCE) {
            int to = Math.min(images.length, from + AT_ONCE);
            part.add(Arrays.stream(images, from, to)
                    .mapToObj(i -> features.get(i, view))
                    .toList());
        }
        return part;
    }

    /** What all images taught, for every view. */
    List<Learned> learned() {
        return learned;
    }

    /** How freely the parts lie, 0…1. */
    double freedom() {
        return ((CellSums) learned.get(0)).freedom();
    }

    /** The model of all images. */
    Fitted whole() {
        return Fitted.of(side(), learned, settings.neighbourhood());
    }

    /** The model that has not seen this image. */
    private Fitted without(int image) {
        return new Fitted(side(), folds.get(image % settings.folds()));
    }

    private int side() {
        return front.levels().get(0).side();
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
