package loupe.ui.calibrate;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;

/** The recipe that is calibrated, and those to choose from. JavaFX thread. */
final class RecipePick {
    private final Supplier<List<Recipe>> book;
    private final Executor work;
    private final Executor fx;
    private final Consumer<InspectionFault> onFault;
    private final ObservableList<Recipe> recipes = FXCollections.observableArrayList();
    private final ObjectProperty<Recipe> recipe = new SimpleObjectProperty<>();

    /** The book is read on {@code work}; faults are told on {@code fx}. */
    RecipePick(Supplier<List<Recipe>> book, Executor work, Executor fx, Consumer<InspectionFault> onFault) {
        this.book = book;
        this.work = work;
        this.fx = fx;
        this.onFault = onFault;
    }

    /** Reads the list again; the choice stays, in its newest version. */
    void refresh() {
        work.execute(() -> {
            try {
                List<Recipe> all = book.get();
                fx.execute(() -> show(all));
            } catch (InspectionFault fault) {
                fx.execute(() -> onFault.accept(fault));
            }
        });
    }

    private void show(List<Recipe> all) {
        String chosen = recipe.get() == null ? "" : recipe.get().id();
        recipes.setAll(all);
        recipe.set(
                all.stream().filter(r -> r.id().equals(chosen)).findFirst().orElse(all.isEmpty() ? null : all.get(0)));
    }

    ObservableList<Recipe> recipes() {
        return recipes;
    }

    /** Null while there is none. */
    ObjectProperty<Recipe> recipeProperty() {
        return recipe;
    }
}
