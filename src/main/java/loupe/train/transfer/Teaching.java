package loupe.train.transfer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import loupe.domain.DisplayScale;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.domain.SampleSet;
import loupe.train.Bilinear;
import loupe.train.Contract;
import loupe.train.FeatureStore;
import loupe.train.Material;
import loupe.train.Quantiles;
import loupe.train.Stopwatch;
import loupe.train.Taught;
import loupe.train.TeachingImages;
import loupe.train.transfer.Examples.Example;

/** One run of {@link Transfer#teach}, step by step. */
final class Teaching {
    /** Penalties tried, the usual one first, then a hidden layer; another must be clearly better. */
    private static final List<Double> PENALTIES = List.of(0.01, 0.003, 0.03, 0.001, 0.1);

    private static final double MARGIN = 0.001;
    private static final double HIGH_PIXEL = 0.999;

    private final Material material;
    private final TapFeatures taps;
    private final TransferSettings settings;
    private final Progress progress;
    private final Stopwatch watch;
    private final TeachingImages images;

    Teaching(Material material, TapFeatures taps, TransferSettings settings, Progress progress) {
        this.material = material;
        this.taps = taps;
        this.settings = settings;
        this.progress = progress;
        this.watch = new Stopwatch(progress);
        requireDefects(material.defects().size());
        TeachingImages.requireEnough(material.good().size(), TransferSettings.FEWEST_GOOD);
        this.images = new TeachingImages(material.all(), TransferSettings.FEWEST_GOOD);
    }

    private static void requireDefects(int found) {
        if (found < TransferSettings.FEWEST_DEFECTS) {
            throw new InspectionFault(FaultCode.TEA_11, found, TransferSettings.FEWEST_DEFECTS);
        }
    }

    Taught run() {
        watch.at("teach.features", 0, images.size());
        int good = material.good().size();
        LocalFeatures network = LocalFeatures.learn(taps, settings, images, good, progress);
        try (FeatureStore store = network.newStore()) {
            Examples examples = new Examples(network.whitening().k());
            for (int i = 0; i < images.size(); i++) {
                watch.at("teach.features", i, images.size());
                read(i, network, store, examples);
            }
            requireDefects(examples.upright(Example::isDefect).length);
            TeachingImages.requireEnough(examples.upright(e -> !e.isDefect()).length, TransferSettings.FEWEST_GOOD);
            examples.deal(TransferSettings.FOLDS, settings.seed());
            return judge(network, store, examples);
        }
    }

    private void read(int index, LocalFeatures network, FeatureStore store, Examples examples) {
        Optional<Image> image = images.load(index);
        if (image.isEmpty()) {
            return;
        }
        images.fingerprint(image.get());
        int good = material.good().size();
        String type = index < good ? SampleSet.GOOD : material.types().get(index - good);
        List<Image> poses = settings.anyPose() ? Poses.of(image.get()) : List.of(image.get());
        for (int pose = 0; pose < poses.size(); pose++) {
            float[] local = network.of(poses.get(pose));
            examples.add(new Example(index, type, pose), local);
            if (pose == 0 && index < good) {
                store.add(List.of(local));
            }
        }
    }

    private Taught judge(LocalFeatures network, FeatureStore store, Examples examples) {
        HeldOut.Form form = null;
        double best = Double.NEGATIVE_INFINITY;
        HeldOut held = null;
        int tries = PENALTIES.size() + 1;
        for (int i = 0; i < tries; i++) {
            watch.at("teach.head", i, tries);
            boolean isLast = i == PENALTIES.size();
            double l2 = isLast ? form.l2() : PENALTIES.get(i);
            HeldOut.Form candidate = new HeldOut.Form(l2, isLast, settings.seed());
            HeldOut tried = HeldOut.fit(examples, candidate);
            double auroc = tried.auroc(e -> true);
            if (held == null || auroc > best + MARGIN) {
                held = tried;
                best = auroc;
                form = candidate;
            }
        }
        SortedMap<String, Double> unseen = HeldOut.unseen(examples, form, watch);
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("defects", examples.upright(Example::isDefect).length);
        found.put("l2", form.l2());
        found.put("hidden_units", form.isHidden() ? HiddenLayer.UNITS : 0);
        found.put("auroc_random", best);
        if (!unseen.isEmpty()) {
            found.put(
                    "auroc_unseen",
                    unseen.values().stream().mapToDouble(v -> v).average().orElseThrow());
            found.put("auroc_unseen_type", unseen);
        }
        List<float[]> maps = maps(store, examples, held, network.front().side());
        watch.at("teach.export", 0, 1);
        return export(network, examples, form, held, maps, found);
    }

    /** Held-out maps of the good images. */
    private static List<float[]> maps(FeatureStore store, Examples examples, HeldOut held, int side) {
        int[] good = examples.upright(e -> !e.isDefect());
        return IntStream.range(0, good.length)
                .parallel()
                .mapToObj(i -> held.without(good[i]).map(store.get(i, 0)))
                .map(map -> Bilinear.enlarge(map, side, side * DetectorGraph.FINER))
                .toList();
    }

    private Taught export(
            LocalFeatures network,
            Examples examples,
            HeldOut.Form form,
            HeldOut held,
            List<float[]> maps,
            Map<String, Object> found) {
        int[] good = examples.upright(e -> !e.isDefect());
        float[] scores = held.scores(good);
        Head head = HeldOut.head(examples, form, e -> true);
        Whitening whitening = network.whitening();
        Contract contract = new Contract("transfer")
                .input(settings.inputSize())
                .training(training(found, good.length))
                .scores(scores)
                .reference(settings.inputSize(), noise -> head.score(Pooling.of(network.of(noise), whitening.k())));
        byte[] onnx = DetectorGraph.write(network.front(), whitening, head, contract.metadata());
        return new Taught(
                onnx,
                scores,
                peaks(maps),
                display(maps),
                images.unreadable(),
                suspicious(scores, good, examples),
                watch.seconds(),
                found,
                model -> {});
    }

    private Map<String, Object> training(Map<String, Object> found, int good) {
        Map<String, Object> facts = new TreeMap<>(found);
        facts.put("set_sha256", images.fingerprint());
        facts.put("images", good);
        facts.put("unreadable", images.unreadable().size());
        facts.put("seed", settings.seed());
        facts.put("folds", TransferSettings.FOLDS);
        facts.put("any_pose", settings.anyPose());
        facts.put("backbone", taps.backbone().name());
        facts.put("backbone_sha256", taps.backbone().sha256());
        return facts;
    }

    private static List<Integer> suspicious(float[] scores, int[] good, Examples examples) {
        double fence = Quantiles.outerFence(scores);
        List<Integer> worstFirst = new ArrayList<>();
        IntStream.range(0, scores.length)
                .filter(i -> scores[i] > fence)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> scores[i]).reversed())
                .forEach(i -> worstFirst.add(examples.get(good[i]).image()));
        return worstFirst;
    }

    private static float[] peaks(List<float[]> maps) {
        float[] peaks = new float[maps.size()];
        for (int i = 0; i < peaks.length; i++) {
            peaks[i] = (float) Quantiles.of(maps.get(i), 1);
        }
        return peaks;
    }

    private static DisplayScale display(List<float[]> maps) {
        float[] pixels = Quantiles.join(maps);
        double zero = Quantiles.of(pixels, 0.5);
        return new DisplayScale(zero, Math.max(Quantiles.of(pixels, HIGH_PIXEL), zero + 1e-6));
    }
}
