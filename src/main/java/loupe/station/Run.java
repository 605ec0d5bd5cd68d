package loupe.station;

import java.util.Optional;
import java.util.function.Consumer;
import loupe.domain.InspectionFault;

/** The state of one run and its gate for the camera. Thread-safe; illegal transitions throw. */
final class Run {
    private final Consumer<StationState> listener;
    private StationState state = StationState.IDLE;
    private InspectionFault fault;
    private int steps;

    Run(Consumer<StationState> listener) {
        this.listener = listener;
    }

    synchronized StationState state() {
        return state;
    }

    synchronized Optional<InspectionFault> fault() {
        return Optional.ofNullable(fault);
    }

    synchronized void become(StationState to) {
        if (!state.canBecome(to)) {
            throw new IllegalStateException("a station cannot go from " + state + " to " + to);
        }
        state = to;
        steps = 0; // those asked for in a pause end with it
        notifyAll();
        listener.accept(to);
    }

    /** Goes to {@code to} only when now in {@code from}: a button pressed too late changes nothing. */
    synchronized void become(StationState from, StationState to) {
        if (state == from) {
            become(to);
        }
    }

    synchronized void step() {
        if (state == StationState.PAUSED) {
            steps++;
            notifyAll();
        }
    }

    /** True when this call was the one that brought the run down. */
    synchronized boolean fail(InspectionFault why) {
        if (!state.canBecome(StationState.FAULT)) {
            return false;
        }
        fault = why;
        become(StationState.FAULT);
        return true;
    }

    synchronized void stop() {
        if (state.canBecome(StationState.STOPPING)) {
            become(StationState.STOPPING);
        }
    }

    /** Everything is inspected. A fault stays visible. */
    synchronized void finish() {
        stop();
        become(StationState.STOPPING, StationState.IDLE);
    }

    /** Blocks the camera while paused; false when it should end. */
    synchronized boolean awaitTurn() throws InterruptedException {
        while (state == StationState.PAUSED && steps == 0) {
            wait();
        }
        if (state == StationState.PAUSED) {
            steps--;
        }
        return state == StationState.RUNNING || state == StationState.PAUSED;
    }

    /** Waits, but not past the end of the run. */
    synchronized void pauseFor(long milliseconds) throws InterruptedException {
        long end = System.nanoTime() + milliseconds * 1_000_000;
        long left = milliseconds;
        while (left > 0 && (state == StationState.RUNNING || state == StationState.PAUSED)) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
    }
}
