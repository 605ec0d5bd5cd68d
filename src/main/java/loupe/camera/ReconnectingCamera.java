package loupe.camera;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import loupe.domain.Camera;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import loupe.domain.InspectionFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Keeps a source alive: when it is lost, {@link #grab} throws the fault at once, and the next call waits a back-off
 * that doubles up to its limit and opens the source anew. Frame numbers go on. Nothing happens before the first grab.
 */
public final class ReconnectingCamera implements Camera {
    /**
     * Waiting times before the second, third, … attempt.
     *
     * @param first before the first new attempt
     * @param limit the longest
     */
    public record Backoff(Duration first, Duration limit) {
        public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));

        Duration after(int failures) {
            long factor = 1L << Math.min(20, failures - 1);
            Duration wait = first.multipliedBy(factor);
            return wait.compareTo(limit) < 0 ? wait : limit;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(ReconnectingCamera.class);

    private final String name;
    private final Supplier<Camera> opener;
    private final Backoff backoff;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Camera current;
    private int failures;
    private long lastId;
    private long firstId;

    /**
     * Wraps an opener.
     *
     * @param opener gives a fresh source; called on the grabbing thread, may throw, should not block for long: a source
     *     that opens in its first grab can be closed meanwhile
     */
    public ReconnectingCamera(String name, Supplier<Camera> opener, Backoff backoff) {
        this.name = name;
        this.opener = opener;
        this.backoff = backoff;
    }

    @Override
    public Optional<Frame> grab() {
        try {
            Optional<Camera> source = source();
            Optional<Frame> frame =
                    source.isEmpty() ? Optional.empty() : source.get().grab();
            if (frame.isEmpty() && !isClosed()) {
                throw new InspectionFault(FaultCode.CAM_02, name); // a live source does not end
            }
            frame.ifPresent(f -> recovered());
            return frame.map(this::renumber);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (InspectionFault fault) {
            if (isClosed()) {
                return Optional.empty();
            }
            lose(fault);
            throw fault;
        }
    }

    private void recovered() {
        if (failures > 0) {
            LOG.info("{} delivers again", name);
        }
        failures = 0;
    }

    private Optional<Camera> source() throws InterruptedException {
        if (open().isPresent()) {
            return open();
        }
        boolean stop = failures > 0 && closed.await(backoff.after(failures).toMillis(), TimeUnit.MILLISECONDS);
        if (stop || isClosed()) {
            return Optional.empty();
        }
        Camera fresh = opener.get();
        synchronized (this) {
            firstId = lastId;
            current = fresh;
        }
        if (isClosed()) {
            fresh.close(); // closed while it was being opened: close() may not have seen it
            return Optional.empty();
        }
        return Optional.of(fresh);
    }

    private synchronized Optional<Camera> open() {
        return Optional.ofNullable(current);
    }

    private Frame renumber(Frame f) {
        lastId = firstId + f.id();
        return new Frame(lastId, name, f.at(), f.image());
    }

    /** A fault of one picture does not cost the connection. */
    private void lose(InspectionFault fault) {
        if (fault.code().name().startsWith("IMG")) {
            return;
        }
        failures++;
        // one line for an outage, not one for every attempt of a long weekend
        LOG.atLevel(failures == 1 ? Level.WARN : Level.DEBUG)
                .log(
                        "{} Attempt {} in {} ms",
                        fault.getMessage(),
                        failures + 1,
                        backoff.after(failures).toMillis());
        Optional<Camera> lost = open();
        synchronized (this) {
            current = null;
        }
        lost.ifPresent(Camera::close);
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Cadence cadence() {
        return Cadence.FREE_RUNNING;
    }

    @Override
    public void close() {
        closed.countDown();
        open().ifPresent(Camera::close);
    }
}
