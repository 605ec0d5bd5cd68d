package loupe.ui.shell;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.ui.widget.FaultDialog;
import loupe.ui.widget.Latest;

/**
 * The first start: teaches the demo line and tells how far it is. Progress comes from the teaching thread; everything
 * else belongs to the JavaFX thread.
 */
final class FirstStartViewModel {
    /** What a person sees of teaching; several phases of the work may be one step. */
    enum Step {
        LOOK(1, 0, 0.43),
        LEARN(2, 0.43, 0.51),
        CHECK(3, 0.51, 0.95),
        WRITE(4, 0.95, 1);

        /** For people, from 1. */
        final int number;

        /** Where the step begins in the whole work, 0…1, as measured on two cores. */
        final double begins;

        /** Where it ends. */
        final double ends;

        Step(int number, double begins, double ends) {
            this.number = number;
            this.begins = begins;
            this.ends = ends;
        }
    }

    /**
     * How far it is.
     *
     * @param step under way
     * @param seen good parts looked at
     * @param of good parts there are; 0 while unknown
     * @param share of the whole work, 0…1
     * @param secondsLeft estimated; −1 while unknown
     */
    record State(Step step, long seen, long of, double share, double secondsLeft) {
        static final State START = new State(Step.LOOK, 0, 0, 0, -1);
    }

    private static final Map<String, Step> STEPS = Map.of(
            "teach.features", Step.LOOK,
            "teach.statistics", Step.LEARN,
            "teach.centroids", Step.CHECK,
            "teach.heldout", Step.CHECK,
            "teach.export", Step.WRITE);
    private static final double ENOUGH_TO_TELL = 0.08;

    private final Function<Progress, Recipe> teach;
    private final Executor work;
    private final Executor fx;
    private final LongSupplier nanos;
    private final Consumer<Recipe> onTaught;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.START);
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> fault =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Boolean> running = new ReadOnlyObjectWrapper<>(false);
    private volatile boolean cancelled;
    private long began;

    FirstStartViewModel(
            Function<Progress, Recipe> teach,
            Executor work,
            Executor fx,
            LongSupplier nanos,
            Consumer<Recipe> onTaught) {
        this.teach = teach;
        this.work = work;
        this.fx = fx;
        this.nanos = nanos;
        this.onTaught = onTaught;
    }

    void start() {
        cancelled = false;
        began = nanos.getAsLong();
        fault.set(Optional.empty());
        state.set(State.START);
        running.set(true);
        Latest<Phase> latest = new Latest<>(fx, this::show);
        Progress progress = new Progress() {
            @Override
            public void update(String phase, long done, long total) {
                latest.accept(new Phase(phase, done, total));
            }

            @Override
            public boolean isCancelled() {
                return cancelled;
            }
        };
        work.execute(() -> teach(progress));
    }

    private record Phase(String name, long done, long total) {}

    private void teach(Progress progress) {
        try {
            Recipe recipe = teach.apply(progress);
            fx.execute(() -> {
                running.set(false);
                onTaught.accept(recipe);
            });
        } catch (RuntimeException e) {
            InspectionFault what = FaultDialog.faultOf(e);
            fx.execute(() -> {
                running.set(false);
                fault.set(Optional.of(what));
            });
        }
    }

    private void show(Phase phase) {
        State before = state.get();
        Step step = STEPS.getOrDefault(phase.name(), before.step());
        double part = phase.total() > 0 ? Math.min(1, phase.done() / (double) phase.total()) : 0;
        double share = Math.max(before.share(), step.begins + part * (step.ends - step.begins));
        boolean looking = step == Step.LOOK;
        double seconds = (nanos.getAsLong() - began) * 1e-9;
        double left = share > ENOUGH_TO_TELL ? seconds * (1 - share) / share : -1;
        state.set(new State(
                step, looking ? phase.done() : before.of(), looking ? phase.total() : before.of(), share, left));
    }

    void cancel() {
        cancelled = true;
    }

    /** True after a person stopped it, as against a fault. */
    boolean wasCancelled() {
        return fault.get().filter(f -> f.code() == FaultCode.OPS_01).isPresent();
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<InspectionFault>> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Boolean> runningProperty() {
        return running.getReadOnlyProperty();
    }
}
