package loupe.camera.demo;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import loupe.domain.Camera;
import loupe.domain.Frame;

/**
 * The demo line as a camera: every frame is a part, at a fixed pace that does not drift. The line waits for a consumer
 * that falls behind by more than a second: parts are never lost and never come in a burst. One thread grabs, any may
 * close or ask for the truth.
 */
public final class DemoCamera implements Camera {
    private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final DemoLine line;
    private final long periodNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private boolean closed;
    private boolean started;
    private long dueNanos;
    private volatile long delivered;

    public DemoCamera(DemoSettings settings) {
        line = new DemoLine(settings.seed(), settings.defectRate());
        periodNanos = settings.partsPerSecond() == 0 ? 0 : Math.round(1e9 / settings.partsPerSecond());
    }

    @Override
    public Optional<Frame> grab() {
        if (isClosed()) {
            return Optional.empty();
        }
        long id = delivered + 1;
        DemoPart part = line.part(id - 1);
        if (!waitUntilDue()) {
            return Optional.empty();
        }
        delivered = id;
        return Optional.of(new Frame(id, name(), Instant.now(), part.image()));
    }

    /** What was really on the picture; empty for a frame that has not been delivered. Draws the part again: some ms. */
    public Optional<DemoPart> truth(long frameId) {
        return frameId < 1 || frameId > delivered ? Optional.empty() : Optional.of(line.part(frameId - 1));
    }

    @Override
    public String name() {
        return "Demo line";
    }

    @Override
    public Cadence cadence() {
        return Cadence.TRIGGERED;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private boolean waitUntilDue() {
        lock.lock();
        try {
            long now = System.nanoTime();
            if (!started || now - dueNanos > LATE_NANOS + periodNanos) {
                started = true;
                dueNanos = now;
            }
            long left = dueNanos - now;
            while (!closed && left > 0) {
                left = closing.awaitNanos(left);
            }
            dueNanos += periodNanos;
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
