package loupe.ui.calibrate;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Recipe;
import loupe.ui.widget.FaultDialog;

/**
 * The wizard's own inspector: opened when first needed and kept until another recipe is asked for, so that looking at
 * a part does not load the model again. Jobs run one after the other on the work threads. Thread-safe.
 */
final class Seat {
    private final Function<Recipe, Inspector> open;
    private final Executor turn;
    private Optional<Recipe> taken = Optional.empty();
    private Optional<Inspector> inspector = Optional.empty();

    Seat(Function<Recipe, Inspector> open, Executor work) {
        this.open = open;
        this.turn = new InTurn(work);
    }

    /** Something to do with an inspector; may throw faults. */
    void use(Recipe recipe, Consumer<Inspector> job, Consumer<InspectionFault> onFault) {
        turn.execute(() -> {
            try {
                job.accept(opened(recipe));
            } catch (RuntimeException e) {
                onFault.accept(FaultDialog.faultOf(e));
            }
        });
    }

    private Inspector opened(Recipe recipe) {
        if (!taken.equals(Optional.of(recipe))) {
            release();
            inspector = Optional.of(open.apply(recipe));
            taken = Optional.of(recipe);
        }
        return inspector.orElseThrow();
    }

    private void release() {
        inspector.ifPresent(Inspector::close);
        inspector = Optional.empty();
        taken = Optional.empty();
    }

    /** Closes the inspector when the job in work has ended. */
    void close() {
        turn.execute(this::release);
    }
}
