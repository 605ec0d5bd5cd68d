package loupe.ui.widget;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;

/**
 * Long work, one piece at a time: done on a work thread, told of on the JavaFX thread. A piece that is started ends the
 * one before it, of which nothing more is heard. JavaFX thread.
 *
 * @param <T> what the work gives
 */
public final class Job<T> {
    /**
     * How far the work is.
     *
     * @param phase as told to {@link Progress}; empty at first
     * @param seconds since it was started
     */
    public record Stand(String phase, long done, long total, double seconds) {
        /** Of this phase, 0…1; negative while nobody knows. */
        public double share() {
            return total <= 0 ? -1 : Math.min(1, done / (double) total);
        }
    }

    private final Executor work;
    private final Executor fx;
    private final LongSupplier nanoTime;
    private final ReadOnlyObjectWrapper<Optional<Stand>> stand = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Consumer<Progress.Training> onDetail = detail -> {};
    private AtomicBoolean stop = new AtomicBoolean();

    public Job(Executor work, Executor fx, LongSupplier nanoTime) {
        this.work = work;
        this.fx = fx;
        this.nanoTime = nanoTime;
    }

    /** Who hears the details of a training, on the work thread. */
    public void onDetail(Consumer<Progress.Training> listener) {
        onDetail = listener;
    }

    /**
     * Begins.
     *
     * @param task may throw faults
     * @param onDone hears what came of it
     * @param onFault hears why nothing came of it; OPS-01 when it was cancelled
     */
    public void start(Function<Progress, T> task, Consumer<T> onDone, Consumer<InspectionFault> onFault) {
        cancel();
        AtomicBoolean own = new AtomicBoolean();
        stop = own;
        stand.set(Optional.of(new Stand("", 0, 0, 0)));
        Progress progress = progress(own);
        work.execute(() -> {
            try {
                T made = task.apply(progress);
                fx.execute(() -> end(own, () -> onDone.accept(made)));
            } catch (RuntimeException | OutOfMemoryError e) {
                InspectionFault fault = FaultDialog.faultOf(e);
                fx.execute(() -> end(own, () -> onFault.accept(fault)));
            }
        });
    }

    private Progress progress(AtomicBoolean own) {
        long began = nanoTime.getAsLong();
        Latest<Stand> news = new Latest<>(fx, s -> {
            if (stop == own && isRunning()) {
                stand.set(Optional.of(s));
            }
        });
        return new Progress() {
            @Override
            public void update(String phase, long done, long total) {
                news.accept(new Stand(phase, done, total, (nanoTime.getAsLong() - began) / 1e9));
            }

            @Override
            public void detail(Training training) {
                onDetail.accept(training);
            }

            @Override
            public boolean isCancelled() {
                return own.get() || Thread.currentThread().isInterrupted();
            }
        };
    }

    private void end(AtomicBoolean own, Runnable told) {
        if (stop == own) {
            stand.set(Optional.empty());
            told.run();
        }
    }

    /** Asks the work to end; it runs until it has heard. */
    public void cancel() {
        stop.set(true);
    }

    /** Ends the work and forgets it: nothing more is heard. */
    public void forget() {
        cancel();
        stop = new AtomicBoolean();
        stand.set(Optional.empty());
    }

    public boolean isRunning() {
        return stand.get().isPresent();
    }

    /** Empty while nothing runs. */
    public ReadOnlyObjectProperty<Optional<Stand>> standProperty() {
        return stand.getReadOnlyProperty();
    }
}
