package loupe.imaging;

import java.util.Optional;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import org.opencv.core.Core;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads OpenCV, once per process, from a cache folder that survives the process. Any thread, any number of times; the
 * first call takes tens of milliseconds (about a second on the very first start of a machine, when the library is
 * unpacked). Every class here calls it by itself.
 */
public final class Natives {
    private static final Logger LOG = LoggerFactory.getLogger(Natives.class);

    private Natives() {}

    /**
     * Makes OpenCV ready.
     *
     * @throws InspectionFault SYS-01 when it cannot be loaded; every later call throws it again
     */
    public static void load() {
        Loaded.FAULT.ifPresent(f -> {
            throw new InspectionFault(FaultCode.SYS_01, f, NativeLibrary.NAME, f.toString());
        });
    }

    /** Of OpenCV; needs no native library. */
    public static String version() {
        return Core.VERSION;
    }

    /** The class loader runs this once, and holds back other threads meanwhile. */
    private static final class Loaded {
        /** More threads than this do not pay on images, and the model needs the cores too. */
        private static final int MOST_THREADS = 4;

        private static final Optional<Throwable> FAULT = load();

        private static Optional<Throwable> load() {
            try {
                long start = System.nanoTime();
                System.load(NativeLibrary.ofThisPlatform().locate().toString());
                Core.setNumThreads(Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
                LOG.debug("{} loaded in {} ms", Core.VERSION, (System.nanoTime() - start) / 1_000_000);
                return Optional.empty();
            } catch (java.io.IOException | LinkageError | SecurityException e) {
                LOG.error("OpenCV cannot be loaded", e);
                return Optional.of(e);
            }
        }
    }
}
