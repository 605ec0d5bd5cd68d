package loupe.train.npad;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import loupe.domain.DisplayScale;
import loupe.domain.Image;
import loupe.domain.ImageSequence;
import loupe.domain.Progress;
import loupe.train.FeatureStore;
import loupe.train.Quantiles;
import loupe.train.Stopwatch;
import loupe.train.TeachingImages;
import loupe.train.backbone.Backbone;

/** One run of {@link Npad#teach}, step by step. */
final class Teaching {
    private static final double HIGH_PIXEL = 0.999;

    private final Backbone backbone;
    private final NpadSettings settings;
    private final Stopwatch watch;
    private final TeachingImages images;
    private final List<Integer> indices = new ArrayList<>();
    private final List<Integer> suspicious = new ArrayList<>();
    private final List<Integer> dropped = new ArrayList<>();
    private int side;

    Teaching(ImageSequence good, Backbone backbone, NpadSettings settings, Progress progress) {
        this.backbone = backbone;
        this.settings = settings;
        this.watch = new Stopwatch(progress);
        this.images = new TeachingImages(good, NpadSettings.FEWEST_IMAGES);
    }

    TaughtModel run() {
        watch.at("teach.features", 0, images.size());
        try (Features network = Features.open(backbone, settings, images);
                FeatureStore features = network.newStore()) {
            extract(network, features);
            TeachingImages.requireEnough(features.size(), NpadSettings.FEWEST_IMAGES);
            HeldOut held = fit(network, features);
            List<Fitted.Planes> planes = judge(held);
            suspect(planes, held.freedom(), features);
            if (!dropped.isEmpty()) {
                held = fit(network, features);
                planes = judge(held);
            }
            return export(network, held, planes);
        }
    }

    private void extract(Features network, FeatureStore features) {
        for (int i = 0; i < images.size(); i++) {
            watch.at("teach.features", i, images.size());
            Optional<Image> image = images.load(i);
            if (image.isPresent()) {
                images.fingerprint(image.get());
                features.add(network.of(image.get()));
                indices.add(i);
            }
        }
    }

    private HeldOut fit(Features network, FeatureStore features) {
        side = network.front().levels().get(0).side();
        return HeldOut.fit(features, network.front(), settings, watch);
    }

    private List<Fitted.Planes> judge(HeldOut held) {
        watch.at("teach.heldout", 0, indices.size());
        return held.planes();
    }

    /** Lists images that stand out; leaves the worst out when the settings ask for it. */
    private void suspect(List<Fitted.Planes> planes, double freedom, FeatureStore features) {
        float[] scores = ScoreMap.scores(maps(planes, Mixture.of(planes, freedom)));
        double fence = Quantiles.outerFence(scores);
        List<Integer> worstFirst = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> scores[i]).reversed())
                .toList();
        worstFirst.stream().filter(i -> scores[i] > fence).forEach(i -> suspicious.add(indices.get(i)));
        int most = scores.length - NpadSettings.FEWEST_IMAGES;
        int drop = Math.min(most, (int) Math.ceil(settings.dropFraction() * scores.length));
        List<Integer> out = worstFirst.subList(0, drop).stream()
                .sorted(Comparator.reverseOrder())
                .toList();
        for (int i : out) {
            dropped.add(0, indices.remove(i));
            features.remove(i);
        }
    }

    private TaughtModel export(Features network, HeldOut held, List<Fitted.Planes> planes) {
        Mixture mixture = Mixture.of(planes, held.freedom());
        List<float[]> maps = maps(planes, mixture);
        float[] pixels = Quantiles.join(maps);
        double zero = Quantiles.of(pixels, 0.5);
        double one = Math.max(Quantiles.of(pixels, HIGH_PIXEL), zero + 1e-6);
        return new Export(
                        backbone,
                        settings,
                        images,
                        mixture,
                        ScoreMap.scores(maps),
                        ScoreMap.peaks(maps),
                        new DisplayScale(zero, one),
                        dropped.size())
                .of(network, held.learned(), watch)
                .judged(suspicious, dropped);
    }

    private List<float[]> maps(List<Fitted.Planes> planes, Mixture mixture) {
        return planes.stream().map(p -> mixture.map(p, side)).toList();
    }
}
