package loupe.train.repair;

/**
 * How a repairing network is trained, whatever the method.
 *
 * @param crop side of the training pictures, pixels, a multiple of 8
 * @param batch pictures a step
 * @param steps to take; with {@code minutes} &gt; 0 the end comes by time instead and this is not looked at
 * @param minutes of training; 0 = by steps, the only way that repeats exactly
 * @param seed of weights and pictures
 * @param threads of PyTorch; another count gives another result
 */
public record RepairSettings(int crop, int batch, long steps, double minutes, long seed, int threads) {
    public RepairSettings {
        boolean sizes = crop >= 32 && crop % 8 == 0 && batch >= 1 && threads >= 1;
        if (!sizes || (steps < 1 && !(minutes > 0))) {
            throw new IllegalArgumentException("crop " + crop + ", batch " + batch + ", steps " + steps);
        }
    }

    /** What a checkpoint must agree on to be continued. */
    String text() {
        return String.join(
                " ",
                "crop=" + crop,
                "batch=" + batch,
                "steps=" + (minutes > 0 ? "minutes" : steps),
                "seed=" + seed,
                "threads=" + threads);
    }
}
