package loupe.ui.calibrate;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.util.StringConverter;
import loupe.domain.Calibration;
import loupe.domain.Recipe;
import loupe.ui.calibrate.KeptApart.Kind;
import loupe.ui.widget.CalibrationBadge;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** The first page: which recipe, with which samples, and which of them are kept apart. */
final class SamplesPage extends BorderPane {
    private final CalibrateViewModel wizard;
    private final Texts texts;
    private final CalibrationBadge badge;
    private final Button rescore;
    private final Button rescoreFolder;
    private final Label none;
    private final ComboBox<Kind> kept = new ComboBox<>();
    private final Label keptMeans = Controls.label("", "text-muted");
    private boolean writing;

    SamplesPage(CalibrateViewModel wizard, Node samples, Texts texts) {
        this.wizard = wizard;
        this.texts = texts;
        this.badge = new CalibrationBadge(texts);
        this.rescore = Controls.button(Feather.REFRESH_CW, texts.get("wizard.rescore"), wizard::rescore);
        this.rescoreFolder = Controls.iconButton(
                Feather.FOLDER,
                texts.get("wizard.rescoreFolder"),
                () -> folder("wizard.rescoreFolder").ifPresent(wizard::rescore));
        this.none = Controls.label(texts.get("wizard.noRecipe"), "text-muted");
        setTop(new VBox(recipeRow(), keptRow()));
        setCenter(samples);
        Follow.changes(this, wizard.recipeProperty(), this::refresh);
        Follow.changes(this, wizard.recipes(), this::refresh);
        Follow.changes(this, wizard.keptProperty(), this::refreshKept);
        sceneProperty().addListener((o, old, now) -> {
            if (now != null) { // the line may have another camera now
                refresh();
            }
        });
        refresh();
        refreshKept();
    }

    private HBox recipeRow() {
        ComboBox<Recipe> recipes = new ComboBox<>(wizard.recipes());
        recipes.setConverter(new StringConverter<>() {
            @Override
            public String toString(Recipe r) {
                return r == null ? "" : r.name() + " · " + texts.get("recipe.version", r.version());
            }

            @Override
            public Recipe fromString(String text) {
                return null;
            }
        });
        recipes.valueProperty().bindBidirectional(wizard.recipeProperty());
        recipes.setAccessibleText(texts.get("wizard.recipe"));
        recipes.setMinWidth(210);
        Label name = Controls.label(texts.get("wizard.recipe"), "text-muted");
        name.setMinWidth(USE_PREF_SIZE);
        name.setLabelFor(recipes);
        rescore.setMinWidth(USE_PREF_SIZE);
        rescoreFolder.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(10, name, recipes, none, badge, Controls.spacer(), rescore, rescoreFolder);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("wizard-recipe");
        return row;
    }

    private HBox keptRow() {
        kept.getItems().setAll(Kind.values());
        kept.setConverter(new StringConverter<>() {
            @Override
            public String toString(Kind kind) {
                return kind == null ? "" : texts.get("kept." + kind);
            }

            @Override
            public Kind fromString(String text) {
                return null;
            }
        });
        kept.setId("kept-apart");
        kept.setAccessibleText(texts.get("kept.title"));
        kept.setMinWidth(210);
        kept.setOnAction(e -> keep(kept.getValue()));
        Label name = Controls.label(texts.get("kept.title"), "text-muted");
        name.setMinWidth(USE_PREF_SIZE);
        name.setLabelFor(kept);
        keptMeans.setMinWidth(0);
        keptMeans.setTooltip(new Tooltip());
        HBox row = new HBox(10, name, kept, keptMeans);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("wizard-recipe");
        return row;
    }

    private void keep(Kind kind) {
        if (writing) {
            return;
        }
        if (kind == Kind.FOLDER) {
            folder("kept.FOLDER")
                    .ifPresentOrElse(
                            f -> wizard.keptProperty().set(new KeptApart(kind, Optional.of(f))), this::refreshKept);
        } else {
            wizard.keptProperty().set(new KeptApart(kind, Optional.empty()));
        }
    }

    private Optional<Path> folder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.get(title));
        File folder = chooser.showDialog(getScene().getWindow());
        return Optional.ofNullable(folder).map(File::toPath);
    }

    private void refreshKept() {
        KeptApart now = wizard.keptProperty().get();
        writing = true;
        kept.setValue(now.kind());
        writing = false;
        keptMeans.setText(now.folder()
                .map(f -> texts.get("keptMeans.FOLDER", f.getFileName()))
                .orElseGet(() -> texts.get("keptMeans." + now.kind())));
        keptMeans.getTooltip().setText(now.folder().map(Path::toString).orElse(keptMeans.getText()));
    }

    private void refresh() {
        Optional<Recipe> recipe =
                Optional.ofNullable(wizard.recipeProperty().get()).map(wizard::onLine);
        badge.setVisible(recipe.isPresent());
        badge.setManaged(recipe.isPresent());
        none.setVisible(recipe.isEmpty());
        none.setManaged(recipe.isEmpty());
        recipe.ifPresent(r -> badge.show(r.calibration()));
        boolean changed =
                recipe.filter(r -> r.calibration() == Calibration.UNCALIBRATED).isPresent();
        for (Button button : new Button[] {rescore, rescoreFolder}) {
            button.setVisible(changed);
            button.setManaged(changed);
        }
    }
}
