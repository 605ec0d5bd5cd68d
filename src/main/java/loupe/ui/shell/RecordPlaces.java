package loupe.ui.shell;

import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.scene.input.KeyCode;
import loupe.access.Task;
import loupe.app.ShadowLine;
import loupe.app.ToldClasses;
import loupe.app.Workstation;
import loupe.domain.Recipe;
import loupe.imaging.HeatMapStyle;
import loupe.samples.TeachingPictures;
import loupe.ui.history.HistoryDesk;
import loupe.ui.history.HistoryView;
import loupe.ui.history.HistoryViewModel;
import loupe.ui.history.ShadowDesk;
import loupe.ui.recipes.RecipesDesk;
import loupe.ui.recipes.RecipesView;
import loupe.ui.recipes.RecipesViewModel;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.FxThread;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** The places of what is written down: History and Recipes. Their view models live as long as the window. */
final class RecordPlaces {
    static final String RECIPES = "recipes";

    private final HistoryViewModel history;
    private final RecipesViewModel recipes;
    private final ImportPlace imports;
    private final FxThread fx;
    private Optional<HistoryView> view = Optional.empty();

    /** Where recipes and parts go from here. */
    record Next(Consumer<Recipe> activate, Consumer<TeachingPictures> teach, Runnable history) {}

    RecordPlaces(
            Workstation station, ObjectProperty<HeatMapStyle> overlay, Next next, ImportPlace imports, FxThread fx) {
        this.imports = imports;
        this.fx = fx;
        HistoryDesk past = new HistoryDesk(
                station.journal(),
                station.home().archive(),
                station.recipes(),
                station.recipes()::goodScores,
                station.trace()::override,
                station::who,
                parts -> fx.execute(() -> next.teach().accept(parts)),
                shadow(station));
        this.history = new HistoryViewModel(past, overlay, station.work(), fx);
        RecipesDesk shelf = new RecipesDesk(
                station.recipes(),
                station.line()::recipe,
                recipe -> fx.execute(() -> next.activate().accept(recipe)),
                station.exchange()::read,
                imports::begin,
                recipe -> fx.execute(() -> {
                    shadowOf(station).start(recipe);
                    next.history().run(); // from now on there is a view
                    view.ifPresent(HistoryView::showShadow);
                }),
                station.exchange()::write,
                recipe -> ToldClasses.of(station.recipes(), recipe),
                imported -> imported.seal().ifPresent(s -> station.exchange().trust(s.key(), "")));
        this.recipes = new RecipesViewModel(shelf, station.work(), fx);
    }

    /** There is a new recipe. */
    void listAgain() {
        recipes.refresh();
    }

    /** Whether these files go here: recipe files and models always, anything else while an import is in view. */
    boolean takes(List<File> files, boolean inView) {
        return files.stream().anyMatch(RecordPlaces::isRecipe) || imports.takes(files, inView);
    }

    void onFilesDropped(List<File> files) {
        if (files.stream().anyMatch(RecordPlaces::isRecipe)) {
            files.stream().filter(RecordPlaces::isRecipe).map(File::toPath).forEach(recipes::importFile);
        } else {
            imports.onFilesDropped(files);
        }
    }

    private static boolean isRecipe(File file) {
        return file.getName().toLowerCase(Locale.ROOT).endsWith(".loupe");
    }

    private static ShadowDesk shadow(Workstation station) {
        return new ShadowDesk(
                station.shadow()::report,
                station.shadow()::addListener,
                station.recipes()::list,
                station.line()::recipe,
                candidate -> shadowOf(station).start(candidate),
                () -> shadowOf(station).stop(),
                station::promoteShadow);
    }

    /** To be started or stopped: not everybody may (ACC-01). */
    private static ShadowLine shadowOf(Workstation station) {
        station.access().require(Task.RECIPES);
        return station.shadow();
    }

    /** Built anew in every language. */
    List<Place> build(FramePainter painter, Corrections corrections, Texts texts) {
        view = Optional.empty();
        Place past = new Place("history", Feather.CLOCK, KeyCode.F5, () -> {
            HistoryView made =
                    new HistoryView(history, painter, fx, texts, () -> corrections.wrong(history::shownPart));
            view = Optional.of(made);
            return new Place.Room(made, corrections.keys(history::shownPart, made::handleKey));
        });
        Place shelf = new Place(
                RECIPES,
                Feather.LAYERS,
                KeyCode.F6,
                () -> Place.Room.of(imports.over(new RecipesView(recipes, texts), painter, texts)));
        return List.of(past, shelf.only(Task.RECIPES));
    }
}
