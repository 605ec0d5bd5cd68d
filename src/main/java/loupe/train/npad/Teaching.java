package loupe.train.npad;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import loupe.domain.DisplayScale;
import loupe.domain.Image;
import loupe.domain.ImageSequence;
import loupe.domain.Progress;
import loupe.train.backbone.Backbone;

/** One run of {@link Npad#teach}, step by step. */
final class Teaching {
    /** Images that get synthetic defects, spread over the set. */
    private static final int PAINTED = 60;

    private static final double HIGH_PIXEL = 0.999;

    private final Backbone backbone;
    private final NpadSettings settings;
    private final Stopwatch watch;
    private final GoodImages images;
    private final List<float[]> features = new ArrayList<>();
    private final List<Integer> indices = new ArrayList<>();
    private final List<Integer> suspicious = new ArrayList<>();
    private final List<Integer> dropped = new ArrayList<>();

    Teaching(ImageSequence good, Backbone backbone, NpadSettings settings, Progress progress) {
        this.backbone = backbone;
        this.settings = settings;
        this.watch = new Stopwatch(progress);
        this.images = new GoodImages(good);
    }

    TaughtModel run() {
        watch.at("teach.features", 0, images.size());
        try (Features network = Features.open(backbone, settings, images)) {
            extract(network);
            GoodImages.requireEnough(features.size());
            HeldOut held = HeldOut.fit(features, settings, watch);
            List<Fitted.Planes> planes = judge(held);
            suspect(planes);
            if (!dropped.isEmpty()) {
                held = HeldOut.fit(features, settings, watch);
                planes = judge(held);
            }
            return export(network, held, planes);
        }
    }

    private void extract(Features network) {
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

    private List<Fitted.Planes> judge(HeldOut held) {
        watch.at("teach.heldout", 0, features.size());
        return held.planes();
    }

    /** Lists images that stand out; leaves the worst out when the settings ask for it. */
    private void suspect(List<Fitted.Planes> planes) {
        float[] scores = scores(maps(planes, Fitted.Mixture.of(planes)));
        double low = Quantiles.of(scores, 0.25);
        double high = Quantiles.of(scores, 0.75);
        List<Integer> worstFirst = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> scores[i]).reversed())
                .toList();
        worstFirst.stream()
                .filter(i -> scores[i] > high + 3 * (high - low)) // Tukey's outer fence
                .forEach(i -> suspicious.add(indices.get(i)));
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

    private double omega(Features network, HeldOut held, List<Fitted.Planes> good, Fitted.Mixture scales) {
        int count = Math.min(PAINTED, features.size());
        List<Fitted.Planes> defective = new ArrayList<>();
        List<float[]> coverage = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            watch.at("teach.omega", i, count);
            int at = (int) ((long) i * features.size() / count);
            Optional<Synthetic> painted = images.load(indices.get(at))
                    .flatMap(image -> Synthetic.paint(image, settings.seed(), indices.get(at), network, mapSide()));
            painted.ifPresent(synthetic -> {
                defective.add(held.without(at).planes(synthetic.features()));
                coverage.add(synthetic.coverage());
            });
        }
        watch.at("teach.omega", count, count);
        return new OmegaSearch(good, defective, coverage, settings.grid()).best(scales);
    }

    private int mapSide() {
        return settings.grid() * ScoreMap.FINER;
    }

    private TaughtModel export(Features network, HeldOut held, List<Fitted.Planes> planes) {
        Fitted.Mixture scales = Fitted.Mixture.of(planes);
        Fitted.Mixture mixture = scales.with(omega(network, held, planes, scales));
        watch.at("teach.export", 0, 1);
        List<float[]> maps = maps(planes, mixture);
        float[] scores = scores(maps);
        Fitted whole = held.whole();
        TreeMap<String, String> metadata = new TreeMap<>();
        metadata.put("loupe.contract", "1");
        metadata.put("loupe.method", "npad");
        byte[] onnx = DetectorGraph.write(network.front(), network.weights(), whole, mixture, metadata);
        float[] pixels = Quantiles.join(maps);
        DisplayScale display = new DisplayScale(Quantiles.of(pixels, 0.5), Quantiles.of(pixels, HIGH_PIXEL));
        return new TaughtModel(
                onnx, scores, display, mixture.omega(), suspicious, dropped, images.unreadable(), watch.seconds());
    }

    private List<float[]> maps(List<Fitted.Planes> planes, Fitted.Mixture mixture) {
        return planes.stream().map(p -> mixture.map(p, settings.grid())).toList();
    }

    private static float[] scores(List<float[]> maps) {
        float[] scores = new float[maps.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = ScoreMap.score(maps.get(i));
        }
        return scores;
    }
}
