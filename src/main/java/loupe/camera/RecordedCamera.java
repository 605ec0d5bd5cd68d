package loupe.camera;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import loupe.domain.Camera;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.InspectionFault;

/**
 * Plays files, once or for ever, at a rate. Opens at the first {@link #grab}. A picture that cannot be read throws its
 * fault and the next grab goes on. When it cannot be opened the fault is thrown and a source that is played once has
 * ended; one that loops is tried again after half a second.
 */
final class RecordedCamera implements Camera {
    /**
     * How it is played.
     *
     * @param rate pictures a second; empty = the file's own, 0 = as fast as they are taken
     */
    record Play(Cadence cadence, boolean loop, OptionalDouble rate) {}

    /** Begins at the first picture. */
    interface Opener {
        VideoReader open() throws IOException;
    }

    private static final double DEFAULT_RATE = 25;
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long CLOSE_MS = 1_000;

    private final String name;
    private final Opener opener;
    private final Play play;
    private final CountDownLatch closed = new CountDownLatch(1);
    /** Held while the reader is in use: it must not be freed under a read. */
    private final ReentrantLock reading = new ReentrantLock();

    private VideoReader reader;
    private boolean ended;
    /** Pictures and faults of this pass. */
    private int good;

    private int bad;
    private long due = System.nanoTime();
    private long lastId;

    RecordedCamera(String name, Opener opener, Play play) {
        this.name = name;
        this.opener = opener;
        this.play = play;
    }

    @Override
    public Optional<Frame> grab() {
        reading.lock();
        try {
            return next().map(image -> new Frame(++lastId, name, Instant.now(), image));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            if (isClosed()) {
                release();
            }
            reading.unlock();
        }
    }

    private Optional<Image> next() throws InterruptedException {
        while (!ended && !closed.await(due - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            if (reader == null) {
                open();
            }
            Optional<Image> image = read();
            if (image.isPresent()) {
                return image;
            }
            endPass();
        }
        return Optional.empty();
    }

    private void open() {
        good = 0;
        bad = 0;
        due = System.nanoTime() + RETRY_NANOS; // should it fail; a picture sets it anew
        ended = !play.loop();
        try {
            reader = opener.open();
            ended = false;
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CAM_01, e, name, String.valueOf(e.getMessage()));
        }
        due = System.nanoTime();
    }

    private Optional<Image> read() {
        try {
            Optional<Image> image = reader.next();
            if (image.isPresent()) {
                good++;
                pace();
            }
            return image;
        } catch (InspectionFault e) {
            bad++;
            pace();
            throw e;
        } catch (IOException e) {
            bad++;
            endPass();
            throw new InspectionFault(FaultCode.IMG_01, e, name, String.valueOf(e.getMessage()));
        }
    }

    /** A grab that comes late does not make the next ones hurry. */
    private void pace() {
        double own = reader.rate() > 0 ? reader.rate() : DEFAULT_RATE;
        double rate = play.rate().orElse(own);
        long period = rate > 0 ? (long) (1e9 / rate) : 0;
        due = Math.max(System.nanoTime(), due + period);
    }

    private void endPass() {
        release();
        ended = !play.loop();
        if (good == 0) {
            due = System.nanoTime() + RETRY_NANOS;
        }
        if (good + bad == 0) {
            throw new InspectionFault(FaultCode.CAM_01, name, "no picture in it");
        }
    }

    private void release() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
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
        return play.cadence();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            if (reading.tryLock(CLOSE_MS, TimeUnit.MILLISECONDS)) {
                try {
                    release();
                } finally {
                    reading.unlock();
                }
            } // else the grab that holds it frees the reader when its read returns
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
