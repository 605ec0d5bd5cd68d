package loupe.station;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import loupe.domain.Camera;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Outcome;
import loupe.domain.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of one camera: owns the threads {@code camera} and {@code inspect}, from {@link #start} to {@link #close}.
 * Every frame that is grabbed becomes exactly one inspection or is counted as skipped. Thread-safe; a station runs
 * once.
 */
public final class Station implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Station.class);
    private static final int PARTS_AHEAD = 4;
    private static final long CLOSE_LIMIT_MS = 15_000;
    private static final long FAULT_PAUSE_MS = 200;

    /** One arrow from the camera to the inspector: a frame, or the fault that stands in its place. */
    private record Shot(Frame frame, Optional<InspectionFault> fault) {
        boolean isFrame() {
            return fault.isEmpty();
        }
    }

    private final Camera camera;
    private final Consumer<Inspection> sink;
    private final Run run;
    private final Clock clock;
    private final Mailbox<Shot> mailbox;
    private final Tally tally = new Tally();
    private final AtomicReference<Inspector> next = new AtomicReference<>();
    private final AtomicReference<InspectionFault> outage = new AtomicReference<>();
    private final Progress untilGivenUp = new Progress() {
        @Override
        public void update(String phase, long done, long total) {}

        @Override
        public boolean isCancelled() {
            return givenUp;
        }
    };
    private final Thread cameraThread = new Thread(this::grabAll, "camera");
    private final Thread inspectThread = new Thread(this::inspectAll, "inspect");
    private Inspector inspector;
    private String logged = "";
    private volatile boolean ended;
    private volatile boolean givenUp;

    /**
     * Prepares a run; nothing starts yet.
     *
     * @param camera closed by the station
     * @param inspector used by the inspect thread only and closed by it
     * @param sink receives every inspection on the inspect thread; a fault that it throws stops the station
     * @param onState told of every new state, on whichever thread changed it; must return quickly
     */
    public Station(
            Camera camera,
            Inspector inspector,
            Consumer<Inspection> sink,
            Consumer<StationState> onState,
            Clock clock) {
        this.camera = camera;
        this.inspector = inspector;
        this.sink = sink;
        this.clock = clock;
        this.run = new Run(onState);
        this.mailbox = camera.cadence() == Camera.Cadence.TRIGGERED
                ? Mailbox.every(PARTS_AHEAD)
                : Mailbox.latest(Shot::isFrame);
    }

    public void start() {
        run.become(StationState.STARTING);
        run.become(StationState.RUNNING);
        inspectThread.start();
        cameraThread.start();
    }

    public void pause() {
        run.become(StationState.RUNNING, StationState.PAUSED);
    }

    public void resume() {
        run.become(StationState.PAUSED, StationState.RUNNING);
    }

    /** Lets one frame through while paused. */
    public void step() {
        run.step();
    }

    /** Uses another inspector from the next frame on; the station owns it from now on. */
    public void swap(Inspector other) {
        close(next.getAndSet(other));
        if (ended) { // meanwhile, and nobody would close it
            close(next.getAndSet(null));
        }
    }

    private static void close(Inspector unused) {
        if (unused != null) {
            unused.close();
        }
    }

    /** Stops the run because of a fault outside it, for example a full disk. */
    public void fail(InspectionFault fault) {
        if (run.fail(fault)) {
            LOG.error("station stopped: {}", fault.getMessage());
            mailbox.close();
            camera.close();
        }
    }

    public StationState state() {
        return run.state();
    }

    /** Why the station stopped, or why the camera gives no pictures at the moment. */
    public Optional<InspectionFault> fault() {
        return run.fault().or(() -> Optional.ofNullable(outage.get()));
    }

    public StationStats stats() {
        return tally.snapshot(mailbox.replaced(), mailbox.size(), System.nanoTime());
    }

    private void grabAll() {
        try {
            while (run.awaitTurn()) {
                if (!grabOne()) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) { // an error that only ended the thread would look like the source's end
            fail(new InspectionFault(FaultCode.SYS_02, e, e.toString()));
        } finally {
            mailbox.close();
            camera.close();
        }
    }

    /** One turn of the camera; false when the source has ended or nobody takes frames any more. */
    private boolean grabOne() throws InterruptedException {
        try {
            Optional<Frame> frame = camera.grab();
            if (frame.isEmpty()) {
                return false;
            }
            outage.set(null);
            tally.grabbed(frame.get().id(), System.nanoTime());
            boolean taken = mailbox.put(new Shot(frame.get(), Optional.empty()));
            if (!taken) {
                tally.dropped();
            }
            return taken;
        } catch (InspectionFault fault) {
            boolean open = reportOutage(fault);
            run.pauseFor(FAULT_PAUSE_MS);
            return open;
        }
    }

    /**
     * One outage is one ERROR inspection, however often the camera tries to come back: the same words again, with no
     * picture in between, are the same outage. Sources whose every item is a part name the item in their fault.
     */
    private boolean reportOutage(InspectionFault fault) throws InterruptedException {
        InspectionFault known = outage.getAndSet(fault);
        if (known != null && String.valueOf(known.getMessage()).equals(fault.getMessage())) {
            return true;
        }
        LOG.warn("camera: {}", fault.getMessage());
        return mailbox.put(new Shot(new Frame(0, camera.name(), clock.instant(), Image.NONE), Optional.of(fault)));
    }

    private void inspectAll() {
        try {
            for (Optional<Shot> shot = mailbox.take(); shot.isPresent(); shot = mailbox.take()) {
                inspectOne(shot.get());
            }
            run.finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (InspectionFault e) {
            if (givenUp && e.code() == FaultCode.OPS_01) {
                tally.dropped();
            } else {
                fail(e);
            }
        } catch (RuntimeException | Error e) { // an error that only ended the thread would leave the last verdict
            fail(new InspectionFault(FaultCode.SYS_02, e, e.toString()));
        } finally {
            dropRest();
            inspector.close();
            ended = true;
            swap(null);
        }
    }

    /** What a fault left in the mailbox is accounted for. */
    private void dropRest() {
        for (Shot left : mailbox.drain()) {
            if (left.isFrame()) {
                tally.dropped();
            }
        }
    }

    private void inspectOne(Shot shot) {
        Inspector other = next.getAndSet(null);
        if (other != null) {
            inspector.close();
            inspector = other;
        }
        long start = System.nanoTime();
        if (shot.fault().isPresent()) {
            tally.outage();
            sink.accept(inspector.error(shot.frame(), shot.fault().get()));
            return;
        }
        Inspection inspection;
        Error failure = null;
        try {
            inspection = inspector.inspect(shot.frame(), untilGivenUp);
        } catch (Error e) { // ends the run, but the part in hand must not vanish with it
            failure = e;
            inspection = inspector.error(shot.frame(), new InspectionFault(FaultCode.SYS_02, e, e.toString()));
        }
        tally.inspected(inspection.outcome(), (System.nanoTime() - start) / 1e6);
        logError(inspection);
        sink.accept(inspection);
        if (failure != null) {
            throw failure;
        }
    }

    /** The journal has every part; the log says once what goes wrong with one after the other. */
    private void logError(Inspection inspection) {
        boolean error = inspection.outcome() == Outcome.ERROR;
        if (error && !inspection.faultText().equals(logged)) {
            LOG.warn("part {}: {}", inspection.id(), inspection.faultText());
        }
        logged = error ? inspection.faultText() : "";
    }

    /** Waits until a finite source has ended and everything is inspected, or the station has stopped. */
    public void awaitEnd() throws InterruptedException {
        inspectThread.join();
        cameraThread.join();
    }

    /**
     * Camera first, then what it left is inspected, then the detector is freed. Waits for both threads; what is not
     * inspected after 15 s, such as an image in many tiles, is counted as dropped.
     */
    @Override
    public void close() {
        close(CLOSE_LIMIT_MS);
    }

    void close(long limitMs) {
        run.stop();
        camera.close();
        join(cameraThread, limitMs);
        mailbox.close();
        if (!join(inspectThread, limitMs)) {
            givenUp = true;
            join(inspectThread, CLOSE_LIMIT_MS);
        }
        run.finish();
    }

    private static boolean join(Thread thread, long limitMs) {
        try {
            thread.join(limitMs);
            if (thread.isAlive()) {
                LOG.warn("thread {} did not end within {} ms", thread.getName(), limitMs);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
