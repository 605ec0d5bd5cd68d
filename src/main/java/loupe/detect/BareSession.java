package loupe.detect;

import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.SplittableRandom;
import loupe.detect.profile.InputPort.ElementType;
import loupe.domain.InspectionFault;

/**
 * A detector's session with nothing around it: the yardstick for what Loupe adds. Same options, same reserved memory;
 * the input is noise. One thread at a time; holds native memory until closed.
 */
public final class BareSession implements AutoCloseable {
    private final OnnxNetwork network;

    private BareSession(OnnxNetwork network, ElementType type) {
        this.network = network;
        SplittableRandom random = new SplittableRandom(1);
        ByteBuffer input = network.input();
        int step = type.bytes();
        for (int i = 0; i < input.capacity(); i += step) {
            switch (type) {
                case FLOAT16 -> input.putShort(i, Fp16Conversions.floatToFp16((float) random.nextDouble()));
                case UINT8 -> input.put(i, (byte) random.nextInt());
                default -> input.putFloat(i, (float) random.nextDouble());
            }
        }
    }

    /**
     * Opens a model as {@link Detectors#open} does.
     *
     * @throws InspectionFault as {@link Detectors#open}
     */
    public static BareSession open(Path model, ProviderPreference preference) {
        ModelFile file = ModelFile.read(model);
        Feed feed = Feed.of(OnnxDetector.profile(file));
        return new BareSession(
                Providers.open(file, feed, preference).network(), feed.port().type());
    }

    /**
     * Runs the model once.
     *
     * @return nanoseconds
     * @throws InspectionFault MOD-09
     */
    public long run() {
        long start = System.nanoTime();
        network.run();
        return System.nanoTime() - start;
    }

    @Override
    public void close() {
        network.close();
    }
}
