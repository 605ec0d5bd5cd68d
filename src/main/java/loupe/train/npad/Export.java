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

    TaughtModel of(Features network, List<CellSums> sums, List<Memory> memories, Stopwatch watch) {
        watch.at("teach.export", 0, 1);
        Fitted fitted = Fitted.of(sums, memories, settings.neighbourhood());
        String set = images.fingerprint();
        Contract contract = new Contract("npad")
                .input(settings.inputSize())
                .training(training(memories, set))
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
                sizes(network, sums, memories),
                mixture,
                scores,
                peaks,
                display);
        return new TaughtModel(
                onnx,
                scores,
                peaks,
                display,
                mixture.omega(),
                List.of(),
                List.of(),
                images.unreadable(),
                watch.seconds(),
                new NpadSums(facts, network.weights(), sums, memories));
    }

    private static List<SumsFacts.Size> sizes(Features network, List<CellSums> sums, List<Memory> memories) {
        List<SumsFacts.Size> sizes = new ArrayList<>();
        for (int level = 0; level < sums.size(); level++) {
            CellSums own = sums.get(level);
            int channels = network.front().levels().get(level).channels();
            int centroids = memories.get(level).count();
            sizes.add(new SumsFacts.Size(own.side(), channels, own.dimensions(), centroids));
        }
        return sizes;
    }

    private Map<String, Object> training(List<Memory> memories, String set) {
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
        facts.put("centroids", memories.stream().map(Memory::count).toList());
        facts.put("weights", mixture.weights());
        facts.put("omega", mixture.omega());
        return facts;
    }
}
