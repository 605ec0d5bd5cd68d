package loupe.camera;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import loupe.domain.Image;
import loupe.domain.InspectionFault;

/** The hand-over between a reader and a grabbing thread: one slot, a newer picture replaces an older one. */
final class NewestPicture {
    /** A picture on its way, numbered from 1 as it arrived. */
    record Arrival(long id, Instant at, long nanos, Supplier<Image> picture) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Arrival newest;
    private long arrived;
    private boolean opened;
    private boolean ended;
    private InspectionFault fault;

    void opened() {
        change(() -> opened = true);
    }

    void put(Supplier<Image> picture) {
        change(() -> newest = new Arrival(++arrived, Instant.now(), System.nanoTime(), picture));
    }

    /** Nothing comes any more; whoever grabs is told why. The first reason stays. */
    void fail(InspectionFault reason) {
        change(() -> fault = fault == null ? reason : fault);
    }

    /** Nothing comes any more and nobody needs a reason. */
    void end() {
        change(() -> ended = true);
    }

    private void change(Runnable step) {
        lock.lock();
        try {
            step.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the source is open; false when the time is over. */
    boolean awaitOpen(Duration limit) throws InterruptedException {
        return await(limit, () -> opened || ended || fault != null);
    }

    /**
     * Waits for a picture that is not older than {@code limit}.
     *
     * @return empty when none came in that time, or after {@link #end}
     * @throws InspectionFault the reason given to {@link #fail}, once the last picture is taken
     */
    Optional<Arrival> take(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            if (newest != null && System.nanoTime() - newest.nanos() > limit.toNanos()) {
                newest = null; // arrived long ago, while nobody grabbed: not what the camera sees now
            }
            await(limit, () -> newest != null || ended || fault != null);
            Arrival taken = newest;
            newest = null;
            if (!ended && taken == null && fault != null) {
                throw fault;
            }
            return ended ? Optional.empty() : Optional.ofNullable(taken);
        } finally {
            lock.unlock();
        }
    }

    boolean hasEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    private boolean await(Duration limit, java.util.function.BooleanSupplier wanted) throws InterruptedException {
        lock.lock();
        try {
            long left = limit.toNanos();
            while (!wanted.getAsBoolean() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return wanted.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }
}
