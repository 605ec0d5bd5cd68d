package loupe.train.transfer;

import java.util.Optional;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.train.ChannelStats;
import loupe.train.FeatureStore;
import loupe.train.TeachingImages;

/**
 * Whitened local features of images.
 *
 * @param taps the backbone
 * @param whitening learned from good images
 */
record LocalFeatures(TapFeatures taps, Whitening whitening) {
    private static final int SAMPLE = 64;

    /** Learns the whitening from a few good images spread over the set. */
    static LocalFeatures learn(
            TapFeatures taps, TransferSettings settings, TeachingImages images, int good, Progress progress) {
        ChannelStats.Collector collector =
                new ChannelStats.Collector(taps.front().channels());
        int seen = 0;
        int wanted = Math.min(SAMPLE, good);
        for (int i = 0; i < wanted; i++) {
            progress.checkCancelled();
            Optional<Image> image = images.load((int) ((long) i * good / wanted));
            if (image.isPresent()) {
                collector.add(taps.of(image.get()));
                seen++;
            }
        }
        TeachingImages.requireEnough(seen, 1);
        ChannelStats stats = collector.finish();
        for (double variance : stats.covariance()) {
            if (!Double.isFinite(variance)) {
                throw new InspectionFault(FaultCode.TEA_02, "their features are not finite");
            }
        }
        return new LocalFeatures(taps, Whitening.of(stats, settings.seed()));
    }

    Front front() {
        return taps.front();
    }

    /** Room for the local features of images. */
    FeatureStore newStore() {
        return new FeatureStore(whitening.k() * front().side() * front().side());
    }

    /** Whitened, {@code [k][cells]}. */
    float[] of(Image image) {
        return whitening.apply(taps.of(image));
    }
}
