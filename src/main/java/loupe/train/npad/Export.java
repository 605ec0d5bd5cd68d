package loupe.train.npad;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import loupe.domain.DisplayScale;
import loupe.train.Contract;
import loupe.train.Digests;
import loupe.train.Stopwatch;
import loupe.train.TeachingImages;
import loupe.train.backbone.Backbone;

/**
 * The last step of teaching: from what was learned to the files.
 *
 * @param images that were taught from
 * @param mixture of the distances
 * @param scores held-out scores of all images
 * @param peaks highest values of all held-out maps
 * @param display of the maps
 * @param dropped images that were left out
 */
record Export(
        Backbone backbone,
        NpadSettings settings,
        TeachingImages images,
        Mixture mixture,
        float[] scores,
        float[] peaks,
        DisplayScale display,
        int dropped) {

    TaughtModel of(Features network, List<Learned> learned, Stopwatch watch) {
        watch.at("teach.export", 0, 1);
        FrontGraph front = network.front();
        Fitted fitted = Fitted.of(front.levels().get(0).side(), learned, settings.neighbourhood());
        String set = images.fingerprint();
        Contract contract = new Contract("npad")
                .input(settings.inputSize())
                .training(training(learned, set))
                .scores(scores)
                .reference(settings.inputSize(), image -> {
                    List<float[]> seen = network.of(image);
                    return ScoreMap.score(mixture.map(fitted.planes(seen), fitted.side()));
                });
        byte[] onnx = DetectorGraph.write(network, fitted, mixture, contract.metadata());
        SumsFacts facts = new SumsFacts(
                Digests.hex(onnx),
                backbone.name(),
                backbone.sha256(),
                set,
                settings,
                sizes(front, learned),
                mixture,
                scores,
                peaks,
                display);
        return new TaughtModel(
                onnx,
                scores,
                peaks,
                display,
                List.of(),
                List.of(),
                images.unreadable(),
                watch.seconds(),
                new NpadSums(facts, network.weights(), learned));
    }

    private static List<SumsFacts.Size> sizes(FrontGraph front, List<Learned> learned) {
        List<SumsFacts.Size> sizes = new ArrayList<>();
        for (int view = 0; view < learned.size(); view++) {
            Level level = front.level(view);
            sizes.add(SumsFacts.Size.of(level.side(), level.channels(), learned.get(view)));
        }
        return sizes;
    }

    private Map<String, Object> training(List<Learned> learned, String set) {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("set_sha256", set);
        facts.put("images", scores.length);
        facts.put("dropped", dropped);
        facts.put("unreadable", images.unreadable().size());
        facts.put("seed", settings.seed());
        facts.put("folds", settings.folds());
        facts.put("backbone", backbone.name());
        facts.put("backbone_sha256", backbone.sha256());
        facts.put("dimensions", settings.dimensions());
        facts.put("neighbourhood", settings.neighbourhood());
        facts.put("centroids", centroids(learned));
        facts.put("freedom", Math.round(1e4 * ((CellSums) learned.get(0)).freedom()) / 1e4);
        facts.put("weights", mixture.weights());
        return facts;
    }

    private static List<Integer> centroids(List<Learned> learned) {
        return learned.stream()
                .filter(Memory.class::isInstance)
                .map(l -> ((Memory) l).count())
                .toList();
    }
}
