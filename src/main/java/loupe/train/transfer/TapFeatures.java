package loupe.train.transfer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import loupe.detect.FeatureMap;
import loupe.detect.FeatureNetwork;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.train.Digests;
import loupe.train.FeatureStore;
import loupe.train.backbone.Backbone;

/**
 * The frozen backbone up to its last tap. What it gave is kept in a temporary file, so that an image that comes again,
 * in another round of a measurement, costs nothing. One thread; holds native memory until closed.
 */
public final class TapFeatures implements AutoCloseable {
    private final Backbone backbone;
    private final Front front;
    private final FeatureNetwork network;
    private final FeatureStore store;
    private final Map<String, Integer> places = new HashMap<>();

    private TapFeatures(Backbone backbone, Front front) {
        this.backbone = backbone;
        this.front = front;
        this.network = FeatureNetwork.open(front.tapModel(), front.inputSize(), front.inputSize());
        this.store = new FeatureStore(front.channels() * front.side() * front.side());
    }

    /**
     * Opens a backbone for square images of this size.
     *
     * @throws InspectionFault MOD-xx when it does not fit, TEA-09 when the disk is full
     */
    public static TapFeatures open(Backbone backbone, int inputSize) {
        return new TapFeatures(backbone, new Front(backbone, inputSize));
    }

    /** The network in use. */
    public Backbone backbone() {
        return backbone;
    }

    Front front() {
        return front;
    }

    /** The tap's values {@code [channels][cells]}. */
    float[] of(Image image) {
        String key = digest(image);
        Integer place = places.get(key);
        if (place != null) {
            return store.get(place, 0);
        }
        float[] values = checked(network.extract(image).get(0));
        places.put(key, store.size());
        store.add(List.of(values));
        return values;
    }

    private static String digest(Image image) {
        MessageDigest digest = Digests.sha256();
        digest.update((image.width() + "×" + image.height() + image.order()).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(image.pixels()));
    }

    private float[] checked(FeatureMap map) {
        if (map.channels() != front.channels() || map.height() != front.side() || map.width() != front.side()) {
            String found = map.channels() + "×" + map.height() + "×" + map.width();
            String wanted = front.channels() + "×" + front.side() + "×" + front.side();
            throw new InspectionFault(
                    FaultCode.MOD_10, backbone.name(), "its last tap gives " + found + ", the card promises " + wanted);
        }
        return map.values();
    }

    @Override
    public void close() {
        network.close();
        store.close();
    }
}
