package loupe.ui.calibrate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.app.DetectabilityScan;
import loupe.app.Proposal;
import loupe.calibrate.Detectability;
import loupe.domain.Calibration;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.ui.widget.Latest;

/** Measures on request how long a scratch must be to be found with the limits proposed. JavaFX thread. */
final class DetectabilityViewModel {
    /**
     * Where it is.
     *
     * @param possible whether there are good parts to draw into
     * @param share done, 0…1; empty while nothing runs
     * @param found once it was measured
     * @param fault why it was not
     */
    record State(
            boolean possible, Optional<Double> share, Optional<Detectability> found, Optional<InspectionFault> fault) {
        private static State idle(boolean possible) {
            return new State(possible, Optional.empty(), Optional.empty(), Optional.empty());
        }

        private static State running(double share) {
            return new State(true, Optional.of(share), Optional.empty(), Optional.empty());
        }

        private static State failed(InspectionFault why) {
            Optional<InspectionFault> told = Optional.of(why).filter(w -> w.code() != FaultCode.OPS_01);
            return new State(true, Optional.empty(), Optional.empty(), told);
        }
    }

    private final Seat seat;
    private final Executor fx;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.idle(false));
    private Optional<Proposal> proposal = Optional.empty();
    private List<Path> good = List.of();
    private AtomicBoolean stop = new AtomicBoolean();

    DetectabilityViewModel(Seat seat, Executor fx) {
        this.seat = seat;
        this.fx = fx;
    }

    /** Other limits: what was measured with those before is forgotten. */
    void load(Proposal wanted) {
        boolean same = proposal.filter(
                        p -> p.rule().equals(wanted.rule()) && p.recipe().equals(wanted.recipe()))
                .isPresent();
        proposal = Optional.of(wanted);
        good = wanted.images().stream()
                .filter(i -> !i.isDefect())
                .map(i -> Path.of(i.name()))
                .toList();
        if (!same) {
            cancel();
            state.set(State.idle(!good.isEmpty()));
        }
    }

    boolean canMeasure() {
        return state.get().possible() && state.get().share().isEmpty();
    }

    void measure() {
        proposal.filter(p -> canMeasure()).ifPresent(this::measure);
    }

    private void measure(Proposal with) {
        AtomicBoolean own = new AtomicBoolean();
        stop = own;
        state.set(State.running(0));
        Recipe judge = with.recipe().withRule(with.rule(), Calibration.UNCALIBRATED);
        List<Path> images = good;
        Progress progress = progress(own);
        seat.use(
                with.recipe(),
                inspector -> {
                    Detectability found =
                            DetectabilityScan.of(images, inspector, judge, DetectabilityScan.Plan.USUAL, progress);
                    State done = new State(true, Optional.empty(), Optional.of(found), Optional.empty());
                    fx.execute(() -> end(own, done));
                },
                f -> fx.execute(() -> end(own, State.failed(f))));
    }

    private Progress progress(AtomicBoolean own) {
        Latest<Double> latest = new Latest<>(fx, share -> {
            if (stop == own && state.get().share().isPresent()) {
                state.set(State.running(share));
            }
        });
        return new Progress() {
            @Override
            public void update(String phase, long done, long total) {
                latest.accept(total == 0 ? 0 : done / (double) total);
            }

            @Override
            public boolean isCancelled() {
                return own.get() || Thread.currentThread().isInterrupted();
            }
        };
    }

    private void end(AtomicBoolean own, State last) {
        if (stop == own) {
            state.set(last);
        }
    }

    /** Stops at the next image. */
    void cancel() {
        stop.set(true);
    }

    /** Millimetres per image pixel, where they are known. */
    Optional<Double> millimetres() {
        return proposal.flatMap(
                p -> p.recipe().millimetresPerPixel().stream().boxed().findFirst());
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }
}
