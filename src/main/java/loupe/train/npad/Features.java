package loupe.train.npad;

import java.util.List;
import loupe.detect.FeatureMap;
import loupe.detect.FeatureNetwork;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.train.backbone.Backbone;

/** Runs the detector's first part on images. One thread; holds native memory until closed. */
final class Features implements AutoCloseable {
    private static final int SAMPLE = 24;

    private final FeatureNetwork network;
    private final FrontGraph front;
    private final FrontGraph.Weights weights;

    private Features(FeatureNetwork network, FrontGraph front, FrontGraph.Weights weights) {
        this.network = network;
        this.front = front;
        this.weights = weights;
    }

    /** Measures the channels on a few images spread over the set, draws the projection, opens the network. */
    static Features open(Backbone backbone, NpadSettings settings, GoodImages images) {
        FrontGraph front = new FrontGraph(backbone, settings.inputSize());
        ChannelStats stats = measure(backbone, settings, images);
        FrontGraph.Weights weights =
                FrontGraph.Weights.of(stats, backbone.card().taps(), settings.dimensions(), settings.seed());
        FeatureNetwork network =
                FeatureNetwork.open(front.featuresModel(weights), settings.inputSize(), settings.inputSize());
        return new Features(network, front, weights);
    }

    private static ChannelStats measure(Backbone backbone, NpadSettings settings, GoodImages images) {
        ChannelStats.Collector collector = new ChannelStats.Collector(backbone.channels());
        try (FeatureNetwork taps = Npad.taps(backbone, settings)) {
            int wanted = Math.min(SAMPLE, images.size());
            for (int i = 0; i < wanted; i++) {
                int index = (int) ((long) i * images.size() / wanted);
                images.load(index).ifPresent(image -> collector.add(cells(taps, image, backbone, settings)));
            }
        }
        return collector.finish();
    }

    private static float[] cells(FeatureNetwork taps, Image image, Backbone backbone, NpadSettings settings) {
        List<FeatureMap> maps = taps.extract(image);
        FeatureMap map = maps.get(0);
        int grid = settings.grid();
        if (map.channels() != backbone.channels() || map.height() != grid || map.width() != grid) {
            String found = map.channels() + "×" + map.height() + "×" + map.width();
            String wanted = backbone.channels() + "×" + grid + "×" + grid;
            throw new InspectionFault(
                    FaultCode.MOD_10, backbone.name(), "its taps give " + found + ", the card promises " + wanted);
        }
        return map.values();
    }

    FrontGraph front() {
        return front;
    }

    FrontGraph.Weights weights() {
        return weights;
    }

    /** One image's features {@code [cells][k]}. */
    float[] of(Image image) {
        FeatureMap map = network.extract(image).get(0);
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
