package loupe.ui.calibrate;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.domain.InspectionFault;
import loupe.ui.calibrate.CloseCalls.Call;
import loupe.ui.calibrate.PartLoader.Loaded;

/** The part in the viewer and its neighbours in the gallery. JavaFX thread. */
final class PartViewModel {
    /** A part asked for, and its pixels once they are there. */
    record Seen(Call call, int place, int of, Optional<Loaded> loaded, Optional<InspectionFault> fault) {}

    private final PartLoader loader;
    private final ReadOnlyObjectWrapper<Optional<Seen>> seen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Measured> measured = Optional.empty();
    private List<Call> calls = List.of();
    private int at;

    PartViewModel(PartLoader loader) {
        this.loader = loader;
    }

    /** Opens one of the parts of a gallery. */
    void open(Measured from, List<Call> gallery, int index) {
        measured = Optional.of(from);
        calls = List.copyOf(gallery);
        at = index;
        show();
    }

    void step(int by) {
        if (seen.get().isPresent()) {
            at = Math.max(0, Math.min(calls.size() - 1, at + by));
            show();
        }
    }

    private void show() {
        if (measured.isEmpty() || at >= calls.size()) {
            return;
        }
        Seen asked = new Seen(calls.get(at), at + 1, calls.size(), Optional.empty(), Optional.empty());
        seen.set(Optional.of(asked));
        loader.load(
                measured.get(),
                asked.call().part(),
                part -> answer(asked, Optional.of(part), Optional.empty()),
                fault -> answer(asked, Optional.empty(), Optional.of(fault)));
    }

    private void answer(Seen asked, Optional<Loaded> part, Optional<InspectionFault> fault) {
        if (seen.get().equals(Optional.of(asked))) {
            seen.set(Optional.of(new Seen(asked.call(), asked.place(), asked.of(), part, fault)));
        }
    }

    void close() {
        seen.set(Optional.empty());
    }

    ReadOnlyObjectProperty<Optional<Seen>> seenProperty() {
        return seen.getReadOnlyProperty();
    }
}
