package loupe.train.backbone;

/**
 * How a student is distilled.
 *
 * @param student the network to train
 * @param crop side of the training pictures, pixels, a multiple of 16
 * @param batch pictures a step
 * @param steps to take; with {@code minutes} &gt; 0 the end comes by time instead and this is not looked at
 * @param minutes of training; 0 = by steps, the only way that repeats exactly
 * @param rate highest learning rate
 * @param seed of weights and pictures
 * @param threads of PyTorch; another count gives another result
 */
public record DistillSettings(
        Student student, int crop, int batch, long steps, double minutes, double rate, long seed, int threads) {
    public DistillSettings {
        boolean sizes = crop >= 64 && crop % 16 == 0 && batch >= 2 && threads >= 1;
        if (!sizes || (steps < 1 && minutes <= 0) || !(rate > 0)) {
            throw new IllegalArgumentException("crop " + crop + ", batch " + batch + ", steps " + steps);
        }
    }

    /** What a checkpoint must agree on to be continued. */
    String text(String teacherSha256, int images) {
        return String.join(
                " ",
                student.toString(),
                "crop=" + crop,
                "batch=" + batch,
                "steps=" + (minutes > 0 ? "minutes" : steps),
                "rate=" + rate,
                "seed=" + seed,
                "threads=" + threads,
                "teacher=" + teacherSha256,
                "images=" + images);
    }
}
