package loupe.ui.recipes;

import java.io.File;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import loupe.config.RecipeFile;
import loupe.domain.Recipe;
import loupe.ui.recipes.RecipesViewModel.Item;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** All recipes on the left, the one in view on the right. Binds only. */
public final class RecipesView extends BorderPane {
    private final RecipesViewModel model;
    private final Texts texts;
    private final ListView<Item> list;
    private final Label undone = Controls.label("", "undo-word");
    private final HBox undo;
    private boolean following;

    public RecipesView(RecipesViewModel model, Texts shared) {
        this.model = model;
        this.texts = shared.forScreen(RecipesView.class);
        this.list = new ListView<>(model.items());
        this.undo = undo();
        getStyleClass().add("recipes");
        Banner banner = new Banner(texts.locale());
        VBox top = new VBox(8, tools(), banner, new SealBar(model, texts), undo);
        top.getStyleClass().add("history-top");
        setTop(top);
        list.setCellFactory(l -> new Cell());
        list.setAccessibleText(texts.get("recipes.list"));
        list.setPlaceholder(Controls.label(texts.get("recipes.empty"), "text-muted"));
        list.getStyleClass().add("recipe-list");
        list.setPrefWidth(264);
        list.getSelectionModel().selectedItemProperty().addListener((o, old, now) -> {
            if (now != null && !following) {
                model.select(now);
            }
        });
        StackPane left = new StackPane(list);
        left.getStyleClass().add("recipes-left");
        setLeft(left);
        setCenter(new RecipePane(model, texts));
        Follow.changes(
                this,
                model.faultProperty(),
                () -> banner.show(model.faultProperty().get()));
        Follow.changes(this, model.putAwayProperty(), this::offerUndo);
        Follow.changes(this, model.shownProperty(), this::follow);
        sceneProperty().addListener((o, old, now) -> Optional.ofNullable(now).ifPresent(seen -> model.refresh()));
        offerUndo();
    }

    private HBox tools() {
        CheckBox away = new CheckBox(texts.get("recipes.awayToo"));
        away.setOnAction(e -> model.setAwayToo(away.isSelected()));
        HBox row = new HBox(
                10,
                Controls.button(Feather.UPLOAD, texts.get("recipes.import"), this::importFile),
                away,
                Controls.spacer());
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private HBox undo() {
        HBox row = new HBox(
                12,
                undone,
                Controls.spacer(),
                Controls.button(Feather.CORNER_UP_LEFT, texts.get("recipes.undo"), model::undo));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("undo-bar");
        return row;
    }

    private void offerUndo() {
        Optional<Recipe> gone = model.putAwayProperty().get();
        undo.setVisible(gone.isPresent());
        undo.setManaged(gone.isPresent());
        gone.ifPresent(r -> undone.setText(texts.get("recipes.wasPutAway", r.name())));
    }

    private void follow() {
        following = true;
        model.shownProperty()
                .get()
                .ifPresentOrElse(
                        s -> list.getSelectionModel().select(s.item()), list.getSelectionModel()::clearSelection);
        following = false;
    }

    private void importFile() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get("recipes.import"));
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(
                        texts.get("recipes.files"), "*." + RecipeFile.EXTENSION, "*.onnx"));
        File file = chooser.showOpenDialog(getScene().getWindow());
        Optional.ofNullable(file).ifPresent(f -> model.importFile(f.toPath()));
    }

    /** Name, version and standing of a recipe. */
    private final class Cell extends ListCell<Item> {
        private final Label name = Controls.label("", "recipe-name");
        private final Label line = Controls.label(texts.get("recipes.onLine"), "on-line");
        private final Label detail = Controls.label("", "text-muted");
        private final VBox box;

        Cell() {
            line.setMinWidth(USE_PREF_SIZE);
            HBox head = new HBox(8, name, line);
            head.setAlignment(Pos.CENTER_LEFT);
            box = new VBox(2, head, detail);
        }

        @Override
        protected void updateItem(Item item, boolean empty) {
            super.updateItem(item, empty);
            setGraphic(empty || item == null ? null : box);
            if (item != null && !empty) {
                Recipe recipe = item.recipe();
                name.setText(recipe.name());
                line.setVisible(item.onLine());
                line.setManaged(item.onLine());
                String standing = item.away()
                        ? texts.get("recipes.away")
                        : texts.get("calibration." + item.standing().name());
                detail.setText("v" + recipe.version() + " · " + standing + " · " + recipe.id());
            }
        }
    }
}
