package loupe.train.npad;

import java.util.ArrayList;
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
    private final Backbone backbone;
    private final NpadSettings settings;
    private final Stopwatch watch;
    private final GoodImages images;
    private final List<float[]> features = new ArrayList<>();
    private final List<Integer> indices = new ArrayList<>();

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
            List<Fitted.Planes> held = heldOut(network);
            return export(network, held);
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

    private List<Fitted.Planes> heldOut(Features network) {
        Fitted.Planes[] planes = new Fitted.Planes[features.size()];
        watch.at("teach.statistics", 0, settings.folds());
        CellSums all = sums(features);
        for (int fold = 0; fold < settings.folds(); fold++) {
            watch.at("teach.statistics", fold, settings.folds());
            List<float[]> out = new ArrayList<>();
            List<float[]> rest = new ArrayList<>();
            for (int i = 0; i < features.size(); i++) {
                (i % settings.folds() == fold ? out : rest).add(features.get(i));
            }
            Gaussians gaussians = Gaussians.fit(all.minus(sums(out)), settings.neighbourhood());
            watch.at("teach.centroids", fold, settings.folds());
            Memory memory = Memory.choose(rest, network.weights().k(), memorySize(), settings.seed());
            watch.at("teach.heldout", fold, settings.folds());
            Fitted fitted = new Fitted(gaussians, memory);
            int theFold = fold;
            IntStream.range(0, features.size())
                    .filter(i -> i % settings.folds() == theFold)
                    .parallel()
                    .forEach(i -> planes[i] = fitted.planes(features.get(i)));
        }
        return List.of(planes);
    }

    private CellSums sums(List<float[]> part) {
        CellSums sums = new CellSums(settings.grid(), features.get(0).length / settings.cells());
        sums.add(part);
        return sums;
    }

    private int memorySize() {
        long share = (long) features.size() * settings.cells() / 100;
        return (int) Math.min(settings.largestMemory(), Math.max(NpadSettings.SMALLEST_MEMORY, share));
    }

    private TaughtModel export(Features network, List<Fitted.Planes> held) {
        Fitted.Mixture mixture = new Fitted.Mixture(
                Scale.of(join(held.stream().map(Fitted.Planes::gaussian).toList())),
                Scale.of(join(held.stream().map(Fitted.Planes::centroid).toList())),
                0.5);
        watch.at("teach.export", 0, 1);
        List<float[]> maps =
                held.stream().map(p -> mixture.map(p, settings.grid())).toList();
        float[] scores = new float[maps.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = ScoreMap.score(maps.get(i));
        }
        Gaussians gaussians = Gaussians.fit(sums(features), settings.neighbourhood());
        Memory memory = Memory.choose(features, network.weights().k(), memorySize(), settings.seed());
        byte[] onnx = DetectorGraph.write(
                network.front(),
                network.weights(),
                new Fitted(gaussians, memory),
                mixture,
                new TreeMap<>(Map.of("loupe.contract", "1", "loupe.method", "npad")));
        float[] pixels = join(maps);
        DisplayScale display = new DisplayScale(Quantiles.of(pixels, 0.5), Quantiles.of(pixels, 0.999));
        return new TaughtModel(
                onnx, scores, display, mixture.omega(), List.of(), List.of(), images.unreadable(), watch.seconds());
    }

    private static float[] join(List<float[]> parts) {
        float[] all = new float[parts.size() * parts.get(0).length];
        for (int i = 0; i < parts.size(); i++) {
            System.arraycopy(parts.get(i), 0, all, i * parts.get(i).length, parts.get(i).length);
        }
        return all;
    }
}
