package loupe.train.transfer;

import java.util.Optional;
import loupe.detect.FeatureMap;
import loupe.detect.FeatureNetwork;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.train.ChannelStats;
import loupe.train.FeatureStore;
import loupe.train.TeachingImages;
import loupe.train.backbone.Backbone;

/** Runs the detector's first part on images. One thread; holds native memory until closed. */
final class LocalFeatures implements AutoCloseable {
    private static final int SAMPLE = 64;

    private final Front front;
    private final Whitening whitening;
    private final FeatureNetwork network;

    private LocalFeatures(Front front, Whitening whitening) {
        this.front = front;
        this.whitening = whitening;
        this.network = FeatureNetwork.open(front.localModel(whitening), front.inputSize(), front.inputSize());
    }

    /** Learns the whitening from a few good images spread over the set. */
    static LocalFeatures open(
            Backbone backbone, TransferSettings settings, TeachingImages images, int good, Progress progress) {
        Front front = new Front(backbone, settings.inputSize());
        ChannelStats.Collector collector = new ChannelStats.Collector(front.channels());
        int seen = 0;
        try (FeatureNetwork tap = FeatureNetwork.open(front.tapModel(), front.inputSize(), front.inputSize())) {
            int wanted = Math.min(SAMPLE, good);
            for (int i = 0; i < wanted; i++) {
                progress.checkCancelled();
                Optional<Image> image = images.load((int) ((long) i * good / wanted));
                if (image.isPresent()) {
                    collector.add(checked(tap.extract(image.get()).get(0), front, backbone.name()));
                    seen++;
                }
            }
        }
        TeachingImages.requireEnough(seen, 1);
        ChannelStats stats = collector.finish();
        for (double variance : stats.covariance()) {
            if (!Double.isFinite(variance)) {
                throw new InspectionFault(FaultCode.TEA_02, "their features are not finite");
            }
        }
        return new LocalFeatures(front, Whitening.of(stats, settings.seed()));
    }

    private static float[] checked(FeatureMap map, Front front, String backbone) {
        if (map.channels() != front.channels() || map.height() != front.side() || map.width() != front.side()) {
            String found = map.channels() + "×" + map.height() + "×" + map.width();
            String wanted = front.channels() + "×" + front.side() + "×" + front.side();
            throw new InspectionFault(
                    FaultCode.MOD_10, backbone, "its last tap gives " + found + ", the card promises " + wanted);
        }
        return map.values();
    }

    Front front() {
        return front;
    }

    Whitening whitening() {
        return whitening;
    }

    /** Room for the local features of images. */
    FeatureStore newStore() {
        return new FeatureStore(whitening.k() * front.side() * front.side());
    }

    /** Whitened, {@code [k][cells]}. */
    float[] of(Image image) {
        return network.extract(image).get(0).values();
    }

    @Override
    public void close() {
        network.close();
    }
}
