package loupe.ui.live;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recipes to choose from on Live, and the one that judges. JavaFX thread. */
public final class RecipeChoice {
    private static final Logger LOG = LoggerFactory.getLogger(RecipeChoice.class);

    private final Supplier<List<Recipe>> book;
    private final Supplier<Optional<Recipe>> line;
    private final Consumer<Recipe> swap;
    private final Executor work;
    private final Executor fx;
    private final ObservableList<Recipe> recipes = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<Recipe>> current = new ReadOnlyObjectWrapper<>(Optional.empty());

    /**
     * Wires the choice.
     *
     * @param book reads all recipes from the disk
     * @param line the recipe that judges
     * @param swap makes another one judge
     * @param work runs what reads the disk
     * @param fx runs tasks on the JavaFX thread
     */
    public RecipeChoice(
            Supplier<List<Recipe>> book,
            Supplier<Optional<Recipe>> line,
            Consumer<Recipe> swap,
            Executor work,
            Executor fx) {
        this.book = book;
        this.line = line;
        this.swap = swap;
        this.work = work;
        this.fx = fx;
    }

    /** Looks which recipe judges; called a few times a second. */
    public void tick() {
        Optional<Recipe> now = line.get();
        if (!now.equals(current.get())) {
            current.set(now);
            refresh();
        }
    }

    /** Reads the list of recipes again. */
    public void refresh() {
        work.execute(() -> {
            try {
                List<Recipe> all = book.get();
                fx.execute(() -> show(all));
            } catch (InspectionFault fault) {
                LOG.warn("the recipes cannot be listed", fault);
            }
        });
    }

    private void show(List<Recipe> all) {
        if (!all.equals(recipes)) { // an open menu is not rebuilt for nothing
            recipes.setAll(all);
        }
    }

    /** Judges with this recipe from the next part on. */
    void choose(Recipe recipe) {
        swap.accept(recipe);
        tick();
    }

    /** True when there is something to choose. */
    boolean isOffered() {
        return recipes.size() > 1 || (current.get().isEmpty() && !recipes.isEmpty());
    }

    ObservableList<Recipe> recipes() {
        return recipes;
    }

    ReadOnlyObjectProperty<Optional<Recipe>> currentProperty() {
        return current.getReadOnlyProperty();
    }
}
