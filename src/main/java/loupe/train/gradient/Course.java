package loupe.train.gradient;

/** How far a training goes and how far it has come: by steps, which repeats exactly, or by minutes. One thread. */
public final class Course {
    private final long steps;
    private final double minutes;
    private final double before;
    private final long started = System.nanoTime();
    private long step;

    /**
     * Starts the clock.
     *
     * @param steps to take in all; not looked at when {@code minutes} &gt; 0
     * @param minutes of training in all; 0 = by steps
     * @param from step and seconds that are done
     */
    public Course(long steps, double minutes, Checkpoint from) {
        this.steps = steps;
        this.minutes = minutes;
        this.step = from.step();
        this.before = from.seconds();
    }

    public long step() {
        return step;
    }

    /** Seconds of training, those before a resumption included. */
    public double seconds() {
        return before + (System.nanoTime() - started) / 1e9;
    }

    /** Share of the whole, 0…1. */
    public double done() {
        return minutes > 0 ? Math.min(1, seconds() / (60 * minutes)) : (double) step / steps;
    }

    void advance() {
        step++;
    }

    /** Half a cosine from {@code highest} to zero, after a linear warm-up over a share {@code warmUp} of it. */
    public static double cosine(double done, double highest, double warmUp) {
        double warm = Math.min(1, (done + 1e-4) / warmUp);
        return highest * warm * 0.5 * (1 + Math.cos(Math.PI * done));
    }
}
