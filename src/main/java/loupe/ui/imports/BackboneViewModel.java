package loupe.ui.imports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import loupe.app.KeptBackbones.Candidate;
import loupe.app.KeptBackbones.Choice;
import loupe.app.KeptBackbones.Feeding;
import loupe.domain.InspectionFault;
import loupe.train.backbone.Tap;
import loupe.ui.widget.Job;

/** A network to teach with: where its features are tapped, how it is fed, what it is called. JavaFX thread. */
final class BackboneViewModel {
    private final ImportDesk desk;
    private final Job<Path> keeping;
    private final StringProperty name = new SimpleStringProperty("");
    private final ObjectProperty<Feeding> feeding = new SimpleObjectProperty<>(Feeding.IMAGENET);
    private final ReadOnlyObjectWrapper<Optional<Candidate>> candidate = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<Tap>> taps = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> fault =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    BackboneViewModel(ImportDesk desk, Executor work, Executor fx, LongSupplier nanoTime) {
        this.desk = desk;
        this.keeping = new Job<>(work, fx, nanoTime);
    }

    /** The model in work, if one can teach with it: the proposed taps are chosen. */
    void load(Optional<Candidate> found) {
        keeping.forget();
        fault.set(Optional.empty());
        taps.set(found.map(c -> c.card().taps()).orElse(List.of()));
        found.ifPresent(c -> {
            name.set(c.card().name());
            feeding.set(c.feeding());
        });
        candidate.set(found);
    }

    /** Chooses a tap or leaves it out; the order of the network stays. */
    void choose(Tap tap, boolean on) {
        List<Tap> now = new ArrayList<>();
        for (Tap t : candidate.get().map(Candidate::choices).orElse(List.of())) {
            if (t.equals(tap) ? on : taps.get().contains(t)) {
                now.add(t);
            }
        }
        taps.set(List.copyOf(now));
    }

    boolean canKeep() {
        return candidate.get().isPresent()
                && !taps.get().isEmpty()
                && !name.get().isBlank()
                && !keeping.isRunning();
    }

    /** Tries it, keeps it, and goes to teach with it. */
    void keep(Runnable onKept) {
        if (!canKeep()) {
            return;
        }
        fault.set(Optional.empty());
        Candidate from = candidate.get().orElseThrow();
        Choice choice = new Choice(name.get().strip(), taps.get(), feeding.get());
        keeping.start(
                progress -> desk.backbones().keep(from, choice),
                file -> {
                    onKept.run();
                    desk.teachWith().accept(file);
                },
                why -> fault.set(Optional.of(why)));
    }

    boolean isRunning() {
        return keeping.isRunning();
    }

    StringProperty nameProperty() {
        return name;
    }

    ObjectProperty<Feeding> feedingProperty() {
        return feeding;
    }

    /** Empty when one cannot teach with the model. */
    ReadOnlyObjectProperty<Optional<Candidate>> candidateProperty() {
        return candidate.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<Tap>> tapsProperty() {
        return taps.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Job.Stand>> standProperty() {
        return keeping.standProperty();
    }

    ReadOnlyObjectProperty<Optional<InspectionFault>> faultProperty() {
        return fault.getReadOnlyProperty();
    }
}
