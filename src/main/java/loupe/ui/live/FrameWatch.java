package loupe.ui.live;

import java.time.Duration;

/**
 * Decides when pictures are overdue: nothing for two seconds, or for twice the usual interval where parts come more
 * slowly than that. Times are nanoseconds of one monotonic clock. Single thread.
 */
final class FrameWatch {
    private static final long PATIENCE = Duration.ofSeconds(2).toNanos();
    private static final double SMOOTHING = 0.3;

    private long last;
    private double usual;
    private boolean seen;

    /** Starts waiting afresh, for example because the line was started or resumed. */
    void restart(long now) {
        last = now;
        seen = false;
    }

    void arrived(long now) {
        if (seen) {
            double interval = (double) (now - last);
            usual = usual == 0 ? interval : usual + SMOOTHING * (interval - usual);
        }
        seen = true;
        last = now;
    }

    boolean isOverdue(long now) {
        return now - last > Math.max((double) PATIENCE, 2 * usual);
    }

    long waitedSeconds(long now) {
        return Duration.ofNanos(now - last).toSeconds();
    }
}
