package loupe.ui.recipes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import loupe.app.RecipeExchange.Imported;
import loupe.app.ToldClasses;
import loupe.config.RecipeChanges;
import loupe.config.RecipeDiff;
import loupe.domain.Calibration;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.ui.widget.FaultDialog;

/**
 * Decides what becomes of recipes. Everything is done on the work thread, one after the other as asked; the list is
 * read again afterwards. JavaFX thread.
 */
public final class RecipesViewModel {
    /**
     * One line of the list.
     *
     * @param standing of the newest version; on the line as far as it is calibrated for the line's camera
     */
    record Item(Recipe recipe, Calibration standing, boolean onLine, boolean away) {}

    /**
     * The recipe in view.
     *
     * @param item of the list
     * @param versions that can be read, newest first
     * @param damaged numbers of versions that cannot
     * @param goodScores how many scores of good parts are known for the newest version
     * @param told which defects its model tells apart
     */
    record Shown(Item item, List<Recipe> versions, List<Integer> damaged, int goodScores, ToldClasses told) {}

    /** Two versions and what differs; the older one is first. */
    record Compared(Recipe before, Recipe after, RecipeDiff diff) {
        List<String> words(Locale locale) {
            return diff.words(locale);
        }
    }

    private final RecipesDesk desk;
    private final RecipeChanges changes;
    private final Executor work;
    private final Executor fx;
    private final ObservableList<Item> items = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<Shown>> shown = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Compared>> compared = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Recipe>> putAway = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> fault =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Imported>> imported = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ClassRulesViewModel classRules;
    private boolean awayToo;

    public RecipesViewModel(RecipesDesk desk, Executor work, Executor fx) {
        this.desk = desk;
        this.changes = new RecipeChanges(desk.book());
        this.classRules = new ClassRulesViewModel((id, rule) -> change(() -> changes.judge(id, rule)));
        this.work = work;
        this.fx = fx;
    }

    /** Reads the list again; the recipe in view stays. */
    public void refresh() {
        refresh(shown.get().map(s -> s.item().recipe().id()));
    }

    private void refresh(Optional<String> keep) {
        boolean all = awayToo;
        inBackground(() -> {
            List<Item> read = new ArrayList<>();
            desk.book().list().forEach(r -> read.add(item(r, false)));
            if (all) {
                desk.book().putAway().forEach(r -> read.add(item(r, true)));
            }
            Optional<Item> item = read.stream()
                    .filter(i -> keep.equals(Optional.of(i.recipe().id())))
                    .findFirst()
                    .or(() -> read.stream().findFirst());
            Optional<Shown> show = item.map(this::read);
            fx.execute(() -> {
                items.setAll(read);
                show(show);
            });
        });
    }

    private Optional<Recipe> onLine(Recipe recipe) {
        return desk.onLine().get().filter(r -> r.id().equals(recipe.id()));
    }

    private Item item(Recipe recipe, boolean away) {
        Optional<Recipe> line = onLine(recipe);
        Calibration standing = line.filter(r -> r.version() == recipe.version())
                .map(Recipe::calibration)
                .orElse(recipe.calibration());
        return new Item(recipe, standing, line.isPresent(), away);
    }

    private Shown read(Item item) {
        List<Recipe> versions = new ArrayList<>();
        List<Integer> damaged = new ArrayList<>();
        for (int number : desk.book().versions(item.recipe().id())) {
            try {
                versions.add(desk.book().version(item.recipe().id(), number));
            } catch (InspectionFault e) {
                damaged.add(number);
            }
        }
        return new Shown(
                item,
                List.copyOf(versions),
                List.copyOf(damaged),
                desk.book().goodScores(item.recipe()).length,
                desk.told().apply(item.recipe()));
    }

    private void show(Optional<Shown> other) {
        other.ifPresent(s -> classRules.load(s.item().recipe(), s.told()));
        shown.set(other);
        compared.set(Optional.empty());
        other.filter(s -> s.versions().size() > 1)
                .ifPresent(s -> compare(s.versions().get(1).version()));
    }

    void select(Item item) {
        if (shown.get().filter(s -> s.item().equals(item)).isEmpty()) {
            inBackground(() -> {
                Shown read = read(item);
                fx.execute(() -> show(Optional.of(read)));
            });
        }
    }

    /** Compares a version with the newest; the newest with the one before it. */
    void compare(int version) {
        shown.get().ifPresent(s -> {
            List<Recipe> versions = s.versions();
            Recipe newest = versions.get(0);
            Optional<Recipe> other = newest.version() == version
                    ? versions.stream().skip(1).findFirst()
                    : versions.stream().filter(r -> r.version() == version).findFirst();
            compared.set(other.map(o -> new Compared(o, newest, RecipeDiff.between(o, newest))));
        });
    }

    /** Puts the recipe in view on the line. */
    void activate() {
        shown.get()
                .ifPresent(s -> inBackground(() -> {
                    desk.activate().accept(s.item().recipe());
                    refresh(Optional.of(s.item().recipe().id()));
                }));
    }

    /** Lets the recipe in view judge beside the one on the line, without consequence. */
    void shadow() {
        shown.get().ifPresent(s -> desk.shadow().accept(s.item().recipe()));
    }

    void duplicate(String name) {
        change(() -> changes.duplicate(id(), name));
    }

    void rename(String name) {
        change(() -> changes.rename(id(), name));
    }

    /** The content of an older version becomes a new one. */
    void rollBack(int version) {
        change(() -> changes.rollBack(id(), version));
    }

    /** A recipe's file is taken at once; a model is asked about first. */
    public void importFile(Path file) {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx")) {
            fault.set(Optional.empty());
            desk.importModel().accept(file);
        } else {
            imported.set(Optional.empty());
            change(() -> {
                Imported arrived = desk.importFile().apply(file);
                fx.execute(() -> imported.set(Optional.of(arrived)));
                return arrived.recipe();
            });
        }
    }

    /** Trusts whoever signed what was just imported. */
    void trustSigner() {
        imported.get()
                .ifPresent(i -> inBackground(() -> {
                    desk.trust().accept(i);
                    fx.execute(this::sealRead);
                }));
    }

    void sealRead() {
        imported.set(Optional.empty());
    }

    void exportFile(Path file) {
        shown.get()
                .ifPresent(s ->
                        inBackground(() -> desk.exportFile().accept(s.item().recipe(), file)));
    }

    /** Takes the recipe in view out of the list; {@link #undo} brings it back. The one on the line stays. */
    void putAway() {
        shown.get()
                .ifPresent(s -> inBackground(() -> {
                    Recipe recipe = s.item().recipe();
                    if (onLine(recipe).isPresent()) {
                        throw new InspectionFault(FaultCode.REC_09, recipe.name());
                    }
                    desk.book().setPutAway(recipe.id(), true);
                    fx.execute(() -> putAway.set(Optional.of(recipe)));
                    refresh(Optional.of(recipe.id()));
                }));
    }

    /** Brings back what was put away last, or the recipe in view when that is away. */
    void undo() {
        Optional<Recipe> back = putAway.get()
                .or(() -> shown.get().map(Shown::item).filter(Item::away).map(Item::recipe));
        back.ifPresent(recipe -> inBackground(() -> {
            desk.book().setPutAway(recipe.id(), false);
            fx.execute(() -> putAway.set(Optional.empty()));
            refresh(Optional.of(recipe.id()));
        }));
    }

    /** Lists what was put away too. */
    void setAwayToo(boolean on) {
        awayToo = on;
        refresh();
    }

    private String id() {
        return shown.get().map(s -> s.item().recipe().id()).orElse("");
    }

    private void change(Supplier<Recipe> what) {
        fault.set(Optional.empty());
        inBackground(() -> refresh(Optional.of(what.get().id())));
    }

    private void inBackground(Runnable job) {
        work.execute(() -> {
            try {
                job.run();
            } catch (RuntimeException e) {
                fx.execute(() -> fault.set(Optional.of(FaultDialog.faultOf(e))));
            }
        });
    }

    ObservableList<Item> items() {
        return items;
    }

    /** Of the recipe in view. */
    ClassRulesViewModel classRules() {
        return classRules;
    }

    ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Compared>> comparedProperty() {
        return compared.getReadOnlyProperty();
    }

    /** What was just put away and can be brought back. */
    ReadOnlyObjectProperty<Optional<Recipe>> putAwayProperty() {
        return putAway.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Imported>> importedProperty() {
        return imported.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<InspectionFault>> faultProperty() {
        return fault.getReadOnlyProperty();
    }
}
