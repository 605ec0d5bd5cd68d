package loupe.ui.calibrate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.app.MapRules;
import loupe.app.Trial;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.domain.SampleSet;
import loupe.domain.SampleSet.Sample;
import loupe.domain.ScoreSource;
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
    private final Executor work;
    private final Executor fx;
    private final LongSupplier nanoTime;
    private final Consumer<Measured> onMeasured;
    private final ReadOnlyObjectWrapper<Work> state = new ReadOnlyObjectWrapper<>(Work.NONE);
    private final ReadOnlyObjectWrapper<Optional<Measured>> measured = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<ScoreSource> source = new ReadOnlyObjectWrapper<>(ScoreSource.MODEL);
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> fault =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private AtomicBoolean stop = new AtomicBoolean();

    /**
     * Wires the page.
     *
     * @param onMeasured told on the JavaFX thread when everything is scored
     */
    ScoringViewModel(Seat seat, Executor work, Executor fx, LongSupplier nanoTime, Consumer<Measured> onMeasured) {
        this.seat = seat;
        this.work = work;
        this.fx = fx;
        this.nanoTime = nanoTime;
        this.onMeasured = onMeasured;
    }

    /**
     * Scores anew; what ran before is cancelled.
     *
     * @param by the number to be compared with the limits
     */
    void start(Recipe recipe, SampleSet set, KeptApart kept, ScoreSource by) {
        cancel();
        source.set(by);
        AtomicBoolean own = new AtomicBoolean();
        stop = own;
        measured.set(Optional.empty());
        fault.set(Optional.empty());
        state.set(new Work(Phase.RUNNING, 0, set.test().size(), -1));
        Progress progress = progress(own);
        seat.use(
                recipe,
                inspector -> {
                    Measured made = measure(
                            inspector,
                            new Measured.Subject(recipe, inspector.detector().profile(), set, kept),
                            by,
                            progress);
                    fx.execute(() -> done(own, made));
                },
                f -> fx.execute(() -> failed(own, f)));
    }

    private static Measured measure(Inspector inspector, Measured.Subject subject, ScoreSource by, Progress progress) {
        List<List<Sample>> sides = subject.kept().split(subject.set().test());
        MapRules maps = new MapRules(0);
        boolean area = by == ScoreSource.MAP_AREA;
        Trial.Plan plan = new Trial.Plan(
                sides.get(0),
                sides.get(1),
                maps,
                m -> area ? Measured.areaAbove(subject.recipe(), m) : OptionalDouble.empty());
        return Measured.of(subject, Trial.of(plan, inspector, progress), by, maps);
    }

    /** Compares another number of the same images, if they need not be looked at again. */
    boolean compare(ScoreSource by) {
        Optional<Measured> known = measured.get().filter(m -> m.knows(by));
        known.filter(m -> m.source() != by).ifPresent(m -> {
            source.set(by);
            AtomicBoolean own = stop;
            work.execute(() -> {
                Measured made = m.by(by);
                fx.execute(() -> done(own, made));
            });
        });
        return known.isPresent();
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
            long total = state.get().total();
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

    /** The number that is compared with the limits. */
    ReadOnlyObjectProperty<ScoreSource> sourceProperty() {
        return source.getReadOnlyProperty();
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
