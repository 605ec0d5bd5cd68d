package loupe.ui.imports;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import loupe.app.ImportDraft;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.ui.widget.Job;

/** Keeps a model as a recipe that nobody calibrated. JavaFX thread. */
final class SavingViewModel {
    private final ImportDesk desk;
    private final Job<Recipe> storing;
    private final StringProperty name = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Optional<Recipe>> stored = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> fault =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    SavingViewModel(ImportDesk desk, Executor work, Executor fx, LongSupplier nanoTime) {
        this.desk = desk;
        this.storing = new Job<>(work, fx, nanoTime);
    }

    /** Another model, with a name for it. */
    void begin(String title) {
        storing.forget();
        stored.set(Optional.empty());
        fault.set(Optional.empty());
        name.set(title);
    }

    /** Whether there is a name, and nothing was stored yet or is being stored. */
    boolean isReady() {
        return !name.get().isBlank() && !storing.isRunning() && stored.get().isEmpty();
    }

    /** Stores; {@code references} are pictures whose scores are kept with it. */
    void store(ImportDraft draft, List<Path> references, Consumer<Recipe> onStored) {
        fault.set(Optional.empty());
        String title = name.get().strip();
        storing.start(
                progress -> desk.assistant().store(draft, title, references),
                recipe -> {
                    stored.set(Optional.of(recipe));
                    onStored.accept(recipe);
                },
                why -> fault.set(Optional.of(why)));
    }

    boolean isRunning() {
        return storing.isRunning();
    }

    StringProperty nameProperty() {
        return name;
    }

    ReadOnlyObjectProperty<Optional<Recipe>> storedProperty() {
        return stored.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Job.Stand>> standProperty() {
        return storing.standProperty();
    }

    ReadOnlyObjectProperty<Optional<InspectionFault>> faultProperty() {
        return fault.getReadOnlyProperty();
    }
}
