package loupe.domain;

/**
 * The few options of execution providers that matter; a provider that has no such option ignores it.
 *
 * @param device number of the GPU, from 0
 * @param search how cuDNN chooses its convolution (CUDA)
 * @param half whether float16 may be used (TensorRT); the parity check decides whether the result is good enough
 * @param engineCache folder in which TensorRT keeps the engines it built; empty = in the data folder
 */
public record Acceleration(int device, ConvSearch search, boolean half, String engineCache) {
    /** The highest device number that can be chosen. */
    public static final int LAST_DEVICE = 15;

    public static final Acceleration DEFAULT = new Acceleration(0, ConvSearch.HEURISTIC, false, "");

    /** The words are cuDNN's own. The exhaustive search takes seconds for each new shape. */
    public enum ConvSearch {
        HEURISTIC,
        EXHAUSTIVE,
        DEFAULT
    }

    public Acceleration {
        device = Math.max(0, Math.min(LAST_DEVICE, device));
        engineCache = engineCache.strip();
    }

    public Acceleration withDevice(int number) {
        return new Acceleration(number, search, half, engineCache);
    }

    public Acceleration withSearch(ConvSearch other) {
        return new Acceleration(device, other, half, engineCache);
    }

    public Acceleration withHalf(boolean allowed) {
        return new Acceleration(device, search, allowed, engineCache);
    }

    public Acceleration withEngineCache(String folder) {
        return new Acceleration(device, search, half, folder);
    }

    /** In few words, for logs and for telling whether a measurement still holds. */
    public String words() {
        return "device " + device + ", " + search + ", " + (half ? "float16" : "float32");
    }
}
