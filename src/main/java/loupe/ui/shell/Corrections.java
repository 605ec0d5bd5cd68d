package loupe.ui.shell;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.input.KeyCode;
import loupe.app.WrongVerdicts;
import loupe.app.WrongVerdicts.Correction;
import loupe.app.WrongVerdicts.Judged;
import loupe.domain.InspectionFault;
import loupe.domain.Outcome;
import loupe.ui.widget.FaultDialog;

/**
 * The key W of Live, Review and History: a passed part becomes a known defect, a failed one a known good part; of any
 * other a person says what it is. Each can be taken back. JavaFX thread.
 */
final class Corrections {
    /** What is told or asked. */
    sealed interface Note {}

    /** What is the part really? */
    record Ask(Judged part) implements Note {}

    /** It is in the sample set. */
    record Done(Correction correction) implements Note {}

    /** It could not be written. */
    record Failed(InspectionFault fault) implements Note {}

    private final WrongVerdicts verdicts;
    private final Executor work;
    private final Executor fx;
    private final ReadOnlyObjectWrapper<Optional<Note>> note = new ReadOnlyObjectWrapper<>(Optional.empty());

    Corrections(WrongVerdicts verdicts, Executor work, Executor fx) {
        this.verdicts = verdicts;
        this.work = work;
        this.fx = fx;
    }

    /** The keys of a place, and W for the part that it shows. */
    Predicate<KeyCode> keys(Supplier<Optional<Judged>> shown, Predicate<KeyCode> others) {
        return code -> {
            if (code == KeyCode.W) {
                wrong(shown);
                return true;
            }
            return others.test(code);
        };
    }

    /** The verdict on the part in view is wrong; nothing happens where there is no picture of it. */
    void wrong(Supplier<Optional<Judged>> shown) {
        shown.get().filter(p -> !p.image().isEmpty()).ifPresent(this::wrong);
    }

    private void wrong(Judged part) {
        if (part.outcome() == Outcome.PASS || part.outcome() == Outcome.FAIL) {
            correct(part, part.outcome() == Outcome.FAIL);
        } else {
            note.set(Optional.of(new Ask(part)));
        }
    }

    /** Answers what a part is. */
    void correct(Judged part, boolean good) {
        run(() -> Optional.of(new Done(verdicts.correct(part, good))));
    }

    void undo(Correction correction) {
        run(() -> {
            verdicts.undo(correction);
            return Optional.empty();
        });
    }

    private void run(Supplier<Optional<Note>> task) {
        work.execute(() -> {
            Optional<Note> result;
            try {
                result = task.get();
            } catch (RuntimeException e) {
                result = Optional.of(new Failed(FaultDialog.faultOf(e)));
            }
            Optional<Note> told = result;
            fx.execute(() -> note.set(told));
        });
    }

    void close() {
        note.set(Optional.empty());
    }

    ReadOnlyObjectProperty<Optional<Note>> noteProperty() {
        return note.getReadOnlyProperty();
    }
}
