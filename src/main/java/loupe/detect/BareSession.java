package loupe.detect;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.SplittableRandom;
import loupe.domain.InspectionFault;

/**
 * A detector's session with nothing around it: the yardstick for what Loupe adds. Same options, same reserved memory;
 * the input is noise. One thread at a time; holds native memory until closed.
 */
public final class BareSession implements AutoCloseable {
    private final OnnxNetwork network;

    private BareSession(OnnxNetwork network) {
        this.network = network;
        FloatBuffer input = network.input().asFloatBuffer();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < input.capacity(); i++) {
            input.put(i, (float) random.nextDouble());
        }
    }

    /**
     * Opens a model as {@link Detectors#open} does.
     *
     * @throws InspectionFault as {@link Detectors#open}
     */
    public static BareSession open(Path model, ProviderPreference preference) {
        ModelFile file = ModelFile.read(model);
        Feed feed = Profile.of(file.name(), file.outline())
                .layout(file.name(), file.outline())
                .feed();
        return new BareSession(Providers.open(file, feed, preference).network());
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
