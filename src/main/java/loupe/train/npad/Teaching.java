package loupe.train.npad;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
    /** Pictures with synthetic defects, spread over the set; a small set is painted more than once. */
    private static final int PAINTED = 64;

    private static final int AT_ONCE = 8;

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

    /** Distances of held-out good images with synthetic defects, a few images at a time: painting uses all cores. */
    private OmegaSearch paint(Features network, HeldOut held, List<Fitted.Planes> good) {
        int count = PAINTED;
        List<Fitted.Planes> defective = new ArrayList<>();
        List<float[]> coverage = new ArrayList<>();
        for (int from = 0; from < count; from += AT_ONCE) {
            watch.at("teach.omega", from, count);
            List<Synthetic.Order> orders = IntStream.range(from, Math.min(count, from + AT_ONCE))
                    .mapToObj(i -> order(i, count))
                    .toList();
            List<Synthetic.Drawn> drawn = Synthetic.draw(orders, images, settings.seed());
            List<float[]> seen = drawn.stream().map(d -> network.of(d.image())).toList();
            defective.addAll(IntStream.range(0, drawn.size())
                    .parallel()
                    .mapToObj(i -> held.without(drawn.get(i).at()).planes(seen.get(i)))
                    .toList());
            drawn.forEach(d -> coverage.add(d.coverage(mapSide())));
        }
        watch.at("teach.omega", count, count);
        return new OmegaSearch(good, defective, coverage, settings.grid());
    }

    private Synthetic.Order order(int painting, int count) {
        int at = (int) ((long) painting * features.size() / count);
        return new Synthetic.Order(painting, at, indices.get(at));
    }

    private int mapSide() {
        return settings.grid() * ScoreMap.FINER;
    }

    private TaughtModel export(Features network, HeldOut held, List<Fitted.Planes> planes) {
        Fitted.Mixture scales = Fitted.Mixture.of(planes);
        Fitted.Mixture mixture = scales.with(paint(network, held, planes).best(scales));
        watch.at("teach.export", 0, 1);
        List<float[]> maps = maps(planes, mixture);
        float[] scores = scores(maps);
        Fitted whole = held.whole();
        Contract contract = new Contract()
                .input(settings.inputSize())
                .training(facts(whole, mixture))
                .scores(scores)
                .reference(network, whole, mixture);
        byte[] onnx = DetectorGraph.write(network.front(), network.weights(), whole, mixture, contract.metadata());
        float[] pixels = Quantiles.join(maps);
        double zero = Quantiles.of(pixels, 0.5);
        double one = Math.max(Quantiles.of(pixels, HIGH_PIXEL), zero + 1e-6);
        return new TaughtModel(
                onnx,
                scores,
                new DisplayScale(zero, one),
                mixture.omega(),
                suspicious,
                dropped,
                images.unreadable(),
                watch.seconds());
    }

    private Map<String, Object> facts(Fitted whole, Fitted.Mixture mixture) {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("set_sha256", images.fingerprint());
        facts.put("images", features.size());
        facts.put("dropped", dropped.size());
        facts.put("unreadable", images.unreadable().size());
        facts.put("seed", settings.seed());
        facts.put("folds", settings.folds());
        facts.put("backbone", backbone.name());
        facts.put("backbone_sha256", backbone.sha256());
        facts.put("dimensions", whole.gaussians().k());
        facts.put("neighbourhood", settings.neighbourhood());
        facts.put("centroids", whole.memory().count());
        facts.put("omega", mixture.omega());
        return facts;
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
