package loupe.detect;

import java.util.ArrayList;
import java.util.List;
import loupe.detect.profile.ModelOutline;
import loupe.detect.profile.TensorPort;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.imaging.PlaneFiller;

/**
 * A network that turns an image into features: one input [N,3,H,W], RGB 0…1, any float outputs. One thread at a time;
 * holds native memory until closed.
 */
public final class FeatureNetwork implements AutoCloseable {
    private final OnnxNetwork network;
    private final PlaneFiller pictures;
    private final Provider provider;

    private FeatureNetwork(Providers.Opened opened, Feed feed) {
        this.network = opened.network();
        this.provider = opened.provider();
        this.pictures = feed.filler(network.input());
    }

    /** Opens a network on the best execution provider, see {@link #open(byte[], int, int, ProviderPreference)}. */
    public static FeatureNetwork open(byte[] model, int width, int height) {
        return open(model, width, height, ProviderPreference.AUTO);
    }

    /**
     * Opens a network that sees images scaled to {@code width × height}.
     *
     * @throws InspectionFault MOD-01…MOD-04 for the model, MOD-08 when the one provider asked for does not work
     */
    public static FeatureNetwork open(byte[] model, int width, int height, ProviderPreference preference) {
        ModelFile file = ModelFile.of(model, "backbone");
        ModelOutline outline = file.outline();
        PictureInput input = PictureInput.of(file.name(), outline);
        if (input.widthOr(width) != width || input.heightOr(height) != height) {
            String reason = "it does not take " + width + "×" + height + " pixels; " + outline.ports();
            throw new InspectionFault(FaultCode.MOD_02, file.name(), reason);
        }
        List<String> outputs = outline.outputs().stream().map(TensorPort::name).toList();
        outline.outputs().forEach(p -> OnnxNetwork.checkSize(file.name(), p));
        Feed feed = Feed.plain(input.name(), width, height, outputs);
        return new FeatureNetwork(Providers.open(file, feed, preference), feed);
    }

    /** The execution provider in use. */
    public Provider provider() {
        return provider;
    }

    /**
     * All outputs of the graph in its order. An output [1,C] or [1] is a map of one pixel.
     *
     * @throws InspectionFault MOD-06 when a value is not finite, MOD-09 when inference fails
     */
    public List<FeatureMap> extract(Image image) {
        pictures.fill(image);
        network.run();
        List<FeatureMap> maps = new ArrayList<>();
        for (OnnxNetwork.Output output : network.outputs()) {
            maps.add(map(output));
        }
        return List.copyOf(maps);
    }

    /**
     * Runs on the last picture again and reads nothing.
     *
     * @return nanoseconds that the network alone took
     * @throws InspectionFault MOD-09
     */
    public long runAgain() {
        long start = System.nanoTime();
        network.run();
        return System.nanoTime() - start;
    }

    private static FeatureMap map(OnnxNetwork.Output output) {
        float[] values = new float[output.values().capacity()];
        output.values().get(0, values);
        for (float v : values) {
            if (!Float.isFinite(v)) {
                throw new InspectionFault(FaultCode.MOD_06);
            }
        }
        List<Long> shape = output.shape();
        boolean spatial = shape.size() == 4;
        int height = spatial ? Math.toIntExact(shape.get(2)) : 1;
        int width = spatial ? Math.toIntExact(shape.get(3)) : 1;
        return new FeatureMap(output.name(), values.length / (height * width), height, width, values);
    }

    @Override
    public void close() {
        pictures.close();
        network.close();
    }
}
