package loupe.cli.bench;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import loupe.domain.Camera;
import loupe.domain.Frame;
import loupe.domain.Image;

/**
 * Gives the same pictures again and again at a pace of its own, each copied as a driver's memory is copied, and
 * remembers when. Late frames of a free-running camera are lost as they are in a real one.
 */
final class PacedCamera implements Camera {
    private final List<Image> pictures;
    private final long periodNanos;
    private final int burst;
    private final long[] due;
    private final CountDownLatch closed = new CountDownLatch(1);
    private long id;
    private long start;

    /**
     * Prepares a camera.
     *
     * @param burst parts that come at once in every period; 1 = free-running
     * @param seconds after which it ends
     */
    PacedCamera(List<Image> pictures, double perSecond, int burst, double seconds) {
        this.pictures = pictures;
        this.periodNanos = Math.round(1e9 * burst / perSecond);
        this.burst = burst;
        this.due = new long[(int) Math.ceil(seconds * perSecond) + 1];
    }

    @Override
    public Optional<Frame> grab() {
        long now = System.nanoTime();
        start = id == 0 ? now : start;
        long next = id + 1;
        if (burst == 1) { // what was not fetched in time is overwritten
            next = Math.max(next, (now - start) / periodNanos + 1);
        }
        long at = start + (next - 1) / burst * periodNanos;
        if (next >= due.length || !waitUntil(at)) {
            return Optional.empty();
        }
        id = next;
        due[(int) id] = at;
        Image p = pictures.get((int) (id % pictures.size()));
        Image copy = new Image(p.width(), p.height(), p.order(), p.pixels().clone());
        return Optional.of(new Frame(id, name(), Instant.now(), copy));
    }

    /** False when it was closed meanwhile. */
    private boolean waitUntil(long at) {
        try {
            return !closed.await(Math.max(0, at - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** When a frame was due, on the clock of {@link System#nanoTime}; for threads that received the frame. */
    long due(long frame) {
        return due[(int) frame];
    }

    @Override
    public String name() {
        return "bench";
    }

    @Override
    public Cadence cadence() {
        return burst == 1 ? Cadence.FREE_RUNNING : Cadence.TRIGGERED;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
