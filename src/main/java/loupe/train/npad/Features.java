package loupe.train.npad;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.detect.FeatureMap;
import loupe.detect.FeatureNetwork;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.train.ChannelStats;
import loupe.train.FeatureStore;
import loupe.train.TeachingImages;
import loupe.train.backbone.Backbone;

/** Runs the detector's first part on images. One thread; holds native memory until closed. */
final class Features implements AutoCloseable {
    private static final int SAMPLE = 24;

    private final FeatureNetwork network;
    private final FrontGraph front;
    private final List<FrontGraph.Weights> weights;

    private Features(FeatureNetwork network, FrontGraph front, List<FrontGraph.Weights> weights) {
        this.network = network;
        this.front = front;
        this.weights = weights;
    }

    /** Measures the channels on a few images spread over the set, finds the projections, opens the network. */
    static Features open(Backbone backbone, NpadSettings settings, TeachingImages images) {
        FrontGraph front = new FrontGraph(backbone, settings.inputSize());
        List<ChannelStats> stats = measure(front.levels(), backbone, settings, images);
        List<FrontGraph.Weights> weights = new ArrayList<>();
        for (View view : front.views()) {
            Level level = front.levels().get(view.level());
            weights.add(FrontGraph.Weights.of(
                    stats.get(view.level()), level, view.distance(), settings.dimensions(), settings.seed()));
        }
        return open(front, weights, settings);
    }

    /** Opens the network with projections that are known already. */
    static Features open(FrontGraph front, List<FrontGraph.Weights> weights, NpadSettings settings) {
        byte[] model = front.featuresModel(weights);
        return new Features(
                FeatureNetwork.open(model, settings.inputSize(), settings.inputSize()), front, List.copyOf(weights));
    }

    private static List<ChannelStats> measure(
            List<Level> levels, Backbone backbone, NpadSettings settings, TeachingImages images) {
        List<ChannelStats.Collector> collectors = levels.stream()
                .map(l -> new ChannelStats.Collector(l.channels()))
                .toList();
        try (FeatureNetwork taps = Npad.taps(backbone, settings)) {
            int wanted = Math.min(SAMPLE, images.size());
            for (int i = 0; i < wanted; i++) {
                int index = (int) ((long) i * images.size() / wanted);
                Optional<Image> image = images.load(index);
                if (image.isPresent()) {
                    add(taps.extract(image.get()), levels, collectors, backbone.name());
                }
            }
        }
        return collectors.stream().map(ChannelStats.Collector::finish).toList();
    }

    private static void add(
            List<FeatureMap> maps, List<Level> levels, List<ChannelStats.Collector> collectors, String backbone) {
        for (int i = 0; i < maps.size(); i++) {
            FeatureMap map = maps.get(i);
            Level level = levels.get(i);
            if (map.channels() != level.channels() || map.height() != level.side() || map.width() != level.side()) {
                String found = map.channels() + "×" + map.height() + "×" + map.width();
                String wanted = level.channels() + "×" + level.side() + "×" + level.side();
                throw new InspectionFault(
                        FaultCode.MOD_10, backbone, "its taps give " + found + ", the card promises " + wanted);
            }
            collectors.get(i).add(map.values());
        }
    }

    FrontGraph front() {
        return front;
    }

    List<FrontGraph.Weights> weights() {
        return weights;
    }

    /** Room for the features of images. */
    FeatureStore newStore() {
        int[] lengths = new int[weights.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = front.level(i).cells() * weights.get(i).k();
        }
        return new FeatureStore(lengths);
    }

    /** One image's features, for every view {@code [cells][k]}. */
    List<float[]> of(Image image) {
        return network.extract(image).stream().map(Features::byCell).toList();
    }

    private static float[] byCell(FeatureMap map) {
        int k = map.channels();
        int cells = map.height() * map.width();
        float[] byCell = new float[cells * k];
        for (int channel = 0; channel < k; channel++) {
            for (int cell = 0; cell < cells; cell++) {
                byCell[cell * k + channel] = map.values()[channel * cells + cell];
            }
        }
        return byCell;
    }

    @Override
    public void close() {
        network.close();
    }
}
