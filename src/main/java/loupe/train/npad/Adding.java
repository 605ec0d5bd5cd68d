package loupe.train.npad;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.ImageSequence;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.train.FeatureStore;
import loupe.train.Quantiles;
import loupe.train.Stopwatch;
import loupe.train.TeachingImages;
import loupe.train.backbone.Backbone;

/**
 * One run of {@link Npad#add}. Projection, scales and mixture stay as they were; sums grow, centroids are chosen again
 * among the old ones and the new images' features. The new images' held-out scores are those of the detector as it was
 * before, which has not seen them; the old images' scores stay.
 */
final class Adding {
    private static final int CANDIDATES = 1 << 15;

    private final NpadSums before;
    private final Backbone backbone;
    private final NpadSettings settings;
    private final TeachingImages images;
    private final Stopwatch watch;
    private final List<Integer> indices = new ArrayList<>();
    private final List<Integer> suspicious = new ArrayList<>();

    Adding(NpadSums before, ImageSequence more, Backbone backbone, Progress progress) {
        this.before = before;
        this.backbone = backbone;
        this.settings = before.facts().settings();
        this.watch = new Stopwatch(progress);
        this.images = new TeachingImages(more, 1).after(before.facts().setSha256());
        if (!backbone.sha256().equals(before.facts().backboneSha256())) {
            throw new InspectionFault(
                    FaultCode.TEA_07,
                    before.backbone(),
                    "they were made with another backbone than " + backbone.name());
        }
    }

    TaughtModel run() {
        watch.at("teach.features", 0, images.size());
        FrontGraph front = new FrontGraph(backbone, settings.inputSize());
        try (Features network = Features.open(front, before.weights(), settings);
                FeatureStore features = network.newStore()) {
            for (int i = 0; i < images.size(); i++) {
                watch.at("teach.features", i, images.size());
                Optional<Image> image = images.load(i);
                if (image.isPresent()) {
                    images.fingerprint(image.get());
                    features.add(network.of(image.get()));
                    indices.add(i);
                }
            }
            TeachingImages.requireEnough(features.size(), 1);
            Export judged = judge(features);
            watch.at("teach.statistics", 0, 1);
            List<Learned> learned = new ArrayList<>();
            for (int view = 0; view < before.learned().size(); view++) {
                Learned old = before.learned().get(view);
                learned.add(
                        old instanceof Memory memory
                                ? grown(
                                        memory,
                                        features,
                                        view,
                                        front.level(view).side())
                                : grown((CellSums) old, features, view));
            }
            return judged.of(network, learned, watch).judged(suspicious, List.of());
        }
    }

    private Export judge(FeatureStore features) {
        watch.at("teach.heldout", 0, features.size());
        Fitted fitted = before.fitted();
        Mixture mixture = before.facts().mixture();
        List<float[]> maps = IntStream.range(0, features.size())
                .parallel()
                .mapToObj(i -> mixture.map(fitted.planes(features.get(i)), fitted.side()))
                .toList();
        SumsFacts facts = before.facts();
        float[] scores = join(facts.scores(), ScoreMap.scores(maps));
        float[] peaks = join(facts.peaks(), ScoreMap.peaks(maps));
        double fence = Quantiles.outerFence(facts.scores());
        for (int i = 0; i < maps.size(); i++) {
            if (scores[facts.scores().length + i] > fence) {
                suspicious.add(indices.get(i));
            }
        }
        return new Export(backbone, settings, images, mixture, scores, peaks, facts.display(), 0);
    }

    private static float[] join(float[] a, float[] b) {
        float[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static CellSums grown(CellSums old, FeatureStore features, int view) {
        CellSums sums = CellSums.of(old.side(), old.dimensions(), old.values().clone());
        for (int i = 0; i < features.size(); i++) {
            sums.add(List.of(features.get(i, view)));
        }
        return sums;
    }

    private Memory grown(Memory old, FeatureStore features, int view, int side) {
        int[] all = IntStream.range(0, features.size()).toArray();
        float[][] fresh = features.sample(all, view, old.k(), CANDIDATES, settings.seed());
        float[][] candidates = Arrays.copyOf(old.rows(), old.count() + fresh.length);
        System.arraycopy(fresh, 0, candidates, old.count(), fresh.length);
        int count = settings.centroids(before.images() + features.size(), side);
        return Memory.choose(candidates, old.k(), Math.max(old.count(), count), settings.seed());
    }
}
