package loupe.ui.calibrate;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.app.MapRules;
import loupe.app.Scoring;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.domain.SampleSet;
import loupe.ui.widget.Latest;

/** Scores a sample set with a recipe on the work thread; can be cancelled at any image. JavaFX thread. */
final class ScoringViewModel {
    /** Where the work is. */
    enum Phase {
        IDLE,
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    /**
     * How far it is.
     *
     * @param secondsLeft an estimate; negative while there is none
     */
    record Work(Phase phase, long done, long total, double secondsLeft) {
        static final Work NONE = new Work(Phase.IDLE, 0, 0, -1);

        Work in(Phase other) {
            return new Work(other, done, total, -1);
        }
    }

    private static final double NANO = 1e9;

    private final Seat seat;
    private final Executor fx;
    private final LongSupplier nanoTime;
    private final Consumer<Measured> onMeasured;
    private final ReadOnlyObjectWrapper<Work> state = new ReadOnlyObjectWrapper<>(Work.NONE);
    private final ReadOnlyObjectWrapper<Optional<Measured>> measured = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> fault =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private AtomicBoolean stop = new AtomicBoolean();

    /**
     * Wires the page.
     *
     * @param onMeasured told on the JavaFX thread when everything is scored
     */
    ScoringViewModel(Seat seat, Executor fx, LongSupplier nanoTime, Consumer<Measured> onMeasured) {
        this.seat = seat;
        this.fx = fx;
        this.nanoTime = nanoTime;
        this.onMeasured = onMeasured;
    }

    /** Scores anew; what ran before is cancelled. */
    void start(Recipe recipe, SampleSet set) {
        cancel();
        AtomicBoolean own = new AtomicBoolean();
        stop = own;
        measured.set(Optional.empty());
        fault.set(Optional.empty());
        state.set(new Work(Phase.RUNNING, 0, set.test().size(), -1));
        Progress progress = progress(own);
        seat.use(
                recipe,
                inspector -> {
                    MapRules maps = new MapRules(0);
                    double pixel = recipe.rule().pixel();
                    Scoring scoring = Scoring.of(set.test(), inspector, pixel, Optional.of(maps), progress);
                    String profile = inspector.detector().profile();
                    Measured made = Measured.of(recipe, profile, set, scoring, maps);
                    fx.execute(() -> done(own, made));
                },
                f -> fx.execute(() -> failed(own, f)));
    }

    private Progress progress(AtomicBoolean own) {
        long start = nanoTime.getAsLong();
        Latest<Work> latest = new Latest<>(fx, w -> {
            if (stop == own && state.get().phase() == Phase.RUNNING) {
                state.set(w);
            }
        });
        return new Progress() {
            @Override
            public void update(String phase, long done, long total) {
                double seconds = (nanoTime.getAsLong() - start) / NANO;
                double left = done == 0 ? -1 : seconds / done * (total - done);
                latest.accept(new Work(Phase.RUNNING, done, total, left));
            }

            @Override
            public boolean isCancelled() {
                return own.get() || Thread.currentThread().isInterrupted();
            }
        };
    }

    private void done(AtomicBoolean own, Measured made) {
        if (stop == own) {
            long total = made.set().test().size();
            state.set(new Work(Phase.DONE, total, total, 0));
            measured.set(Optional.of(made));
            onMeasured.accept(made);
        }
    }

    private void failed(AtomicBoolean own, InspectionFault why) {
        if (stop == own) {
            boolean cancelled = why.code() == FaultCode.OPS_01;
            fault.set(Optional.of(why).filter(f -> !cancelled));
            state.set(state.get().in(cancelled ? Phase.CANCELLED : Phase.FAILED));
        }
    }

    /** Stops at the next image; nothing is kept. */
    void cancel() {
        stop.set(true);
    }

    ReadOnlyObjectProperty<Work> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Measured>> measuredProperty() {
        return measured.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<InspectionFault>> faultProperty() {
        return fault.getReadOnlyProperty();
    }
}
