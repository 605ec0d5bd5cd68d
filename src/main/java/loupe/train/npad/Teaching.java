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
    /** Pictures with synthetic defects, spread over the set; a small set is painted more than once. */
    private static final int PAINTED = 64;

    private static final int AT_ONCE = 8;

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
            suspect(planes, features);
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
        return HeldOut.fit(features, network.front().levels(), settings, watch);
    }

    private List<Fitted.Planes> judge(HeldOut held) {
        watch.at("teach.heldout", 0, indices.size());
        return held.planes();
    }

    /** Lists images that stand out; leaves the worst out when the settings ask for it. */
    private void suspect(List<Fitted.Planes> planes, FeatureStore features) {
        float[] scores = ScoreMap.scores(maps(planes, Mixture.of(planes)));
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

    /** Distances of held-out good images with synthetic defects, a few images at a time: painting uses all cores. */
    private WeightSearch paint(Features network, HeldOut held, List<Fitted.Planes> good) {
        int count = PAINTED;
        List<Fitted.Planes> defective = new ArrayList<>();
        List<float[]> coverage = new ArrayList<>();
        for (int from = 0; from < count; from += AT_ONCE) {
            watch.at("teach.omega", from, count);
            List<Synthetic.Order> orders = IntStream.range(from, Math.min(count, from + AT_ONCE))
                    .mapToObj(i -> order(i, count))
                    .toList();
            List<Synthetic.Drawn> drawn = Synthetic.draw(orders, images, settings.seed());
            List<List<float[]>> seen =
                    drawn.stream().map(d -> network.of(d.image())).toList();
            defective.addAll(IntStream.range(0, drawn.size())
                    .parallel()
                    .mapToObj(i -> held.without(drawn.get(i).at()).planes(seen.get(i)))
                    .toList());
            drawn.forEach(d -> coverage.add(d.coverage(mapSide())));
        }
        watch.at("teach.omega", count, count);
        return new WeightSearch(good, defective, coverage, side);
    }

    private Synthetic.Order order(int painting, int count) {
        int at = (int) ((long) painting * indices.size() / count);
        return new Synthetic.Order(painting, at, indices.get(at));
    }

    private int mapSide() {
        return side * ScoreMap.FINER;
    }

    private TaughtModel export(Features network, HeldOut held, List<Fitted.Planes> planes) {
        Mixture mixture = paint(network, held, planes).best(Mixture.of(planes));
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
                .of(network, held.sums(), held.memory(), watch)
                .judged(suspicious, dropped);
    }

    private List<float[]> maps(List<Fitted.Planes> planes, Mixture mixture) {
        return planes.stream().map(p -> mixture.map(p, side)).toList();
    }
}
