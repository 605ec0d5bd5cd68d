package loupe.camera;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import loupe.domain.Camera;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import loupe.domain.InspectionFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source that delivers whether or not anybody looks. A daemon thread reads it and only the newest picture is kept:
 * skipped ones leave gaps in {@link Frame#id}. Opens at the first {@link #grab}; after a CAM fault it stays dead (see
 * {@link ReconnectingCamera}), an IMG fault concerns one picture only.
 */
final class LiveCamera implements Camera {
    /**
     * How long is long.
     *
     * @param open to open the source; else CAM-03
     * @param silence between two pictures; else CAM-02
     */
    record Patience(Duration open, Duration silence) {}

    private static final Logger LOG = LoggerFactory.getLogger(LiveCamera.class);
    /** Bounds {@link #close}; a driver that hangs longer keeps its daemon thread, not its caller. */
    private static final long JOIN_MS = 1_500;

    private final String name;
    private final PictureFeed feed;
    private final Patience patience;
    private final NewestPicture newest = new NewestPicture();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread reader;
    private boolean started;

    LiveCamera(String name, PictureFeed feed, Patience patience) {
        this.name = name;
        this.feed = feed;
        this.patience = patience;
        this.reader = new Thread(this::read, "camera-reader");
        reader.setDaemon(true);
    }

    @Override
    public Optional<Frame> grab() {
        try {
            if (start() && !newest.awaitOpen(patience.open())) {
                throw fail(tooLate(null));
            }
            Optional<NewestPicture.Arrival> taken = newest.take(patience.silence());
            if (taken.isEmpty() && !newest.hasEnded()) {
                throw fail(new InspectionFault(FaultCode.CAM_02, name));
            }
            return taken.map(a -> new Frame(a.id(), name, a.at(), a.picture().get()));
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** True for the one call that started the reader. */
    private synchronized boolean start() {
        if (started || closed.get()) {
            return false;
        }
        started = true;
        reader.start();
        return true;
    }

    private InspectionFault fail(InspectionFault fault) {
        newest.fail(fault);
        feed.abort();
        return fault;
    }

    private InspectionFault tooLate(Throwable cause) {
        return new InspectionFault(
                FaultCode.CAM_03, cause, name, patience.open().toMillis() / 1000.0);
    }

    private void read() {
        try {
            feed.open();
            newest.opened();
            pump();
        } catch (SocketTimeoutException e) {
            newest.fail(tooLate(e));
        } catch (IOException e) {
            newest.fail(new InspectionFault(FaultCode.CAM_01, e, name, reason(e)));
        } catch (InspectionFault e) {
            newest.fail(e);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("{}", name, e);
            newest.fail(new InspectionFault(FaultCode.CAM_01, e, name, reason(e)));
        } finally {
            feed.close();
        }
    }

    private void pump() {
        try {
            while (!closed.get()) {
                newest.put(feed.next());
            }
        } catch (IOException e) {
            LOG.debug("{} lost: {}", name, reason(e));
            newest.fail(new InspectionFault(FaultCode.CAM_02, e, name));
        }
    }

    /** Messages of sockets and libraries may repeat the address, and with it a password. */
    private static String reason(Throwable e) {
        String said = e.getMessage() == null ? "" : Credentials.maskText(e.getMessage());
        return said.isBlank() ? e.getClass().getSimpleName() : said;
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
        if (closed.getAndSet(true)) {
            return;
        }
        newest.end();
        feed.abort();
        synchronized (this) {
            if (!started) {
                feed.close();
                return;
            }
        }
        reader.interrupt();
        try {
            reader.join(JOIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (reader.isAlive()) {
            LOG.warn("{} does not let go; its reader ends when the driver returns", name);
        }
    }
}
