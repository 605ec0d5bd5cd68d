package loupe.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Parent;
import javafx.scene.layout.StackPane;
import loupe.app.KeptBackbones;
import loupe.app.ModelAssistant;
import loupe.app.Workstation;
import loupe.domain.Recipe;
import loupe.imaging.HeatMapStyle;
import loupe.ui.imports.ImportDesk;
import loupe.ui.imports.ImportView;
import loupe.ui.imports.ImportViewModel;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.FxThread;
import loupe.ui.widget.Texts;

/** The import assistant, wired for one workstation: it lies over the list of recipes while an import is under way. */
final class ImportPlace implements AutoCloseable {
    /** Where a new recipe or backbone goes. */
    record Next(Runnable onStored, Consumer<Recipe> calibrate, Consumer<Path> teachWith) {}

    private final ImportViewModel model;
    private final ObjectProperty<HeatMapStyle> overlay;
    private final FxThread fx;

    ImportPlace(Workstation station, ObjectProperty<HeatMapStyle> overlay, Next next, FxThread fx) {
        this.overlay = overlay;
        this.fx = fx;
        ImportDesk desk = new ImportDesk(
                new ModelAssistant(station.exchange()),
                new KeptBackbones(station.home().backbones()),
                station.home().cache().resolve("import"),
                station.line()::addListener,
                station.line()::removeListener,
                next.onStored(),
                next.calibrate(),
                next.teachWith());
        this.model = new ImportViewModel(desk, station.work(), fx, System::nanoTime);
    }

    /** The list of recipes with the assistant over it, in the language of the texts. */
    Parent over(Parent recipes, FramePainter painter, Texts texts) {
        ImportView view = new ImportView(model, overlay, painter, fx, texts);
        StackPane both = new StackPane(recipes, view) {
            @Override
            public void requestFocus() {
                (view.isVisible() ? view : recipes).requestFocus();
            }
        };
        Runnable show = () -> {
            boolean importing = model.fileProperty().get().isPresent();
            Controls.show(importing, view);
            Controls.show(!importing, recipes);
        };
        Follow.changes(both, model.fileProperty(), show);
        show.run();
        return both;
    }

    void begin(Path file) {
        model.begin(file);
    }

    /** Whether it wants these files: models always, anything else while an import is in view. */
    boolean takes(List<File> files, boolean inView) {
        boolean models = files.stream().anyMatch(ImportViewModel::isModel);
        return models || (inView && model.fileProperty().get().isPresent());
    }

    void onFilesDropped(List<File> files) {
        model.onFilesDropped(files);
    }

    @Override
    public void close() {
        model.close();
    }
}
