package loupe.ui.recipes;

import java.io.File;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputDialog;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import loupe.config.RecipeFile;
import loupe.domain.Recipe;
import loupe.ui.recipes.RecipesViewModel.Compared;
import loupe.ui.recipes.RecipesViewModel.Shown;
import loupe.ui.widget.CalibrationBadge;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Look;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** One recipe: what it is, what can be done with it, its versions, and what differs between two of them. */
final class RecipePane extends StackPane {
    private final RecipesViewModel model;
    private final Texts texts;
    private final DateTimeFormatter time;
    private final Label name = Controls.label("", "recipe-heading");
    private final CalibrationBadge badge;
    private final Button activate;
    private final Button shadow;
    private final Button away;
    private final Button back;
    private final GridPane facts = new GridPane();
    private final ObservableList<Recipe> versions = FXCollections.observableArrayList();
    private final TableView<Recipe> table = new TableView<>(versions);
    private final Label diffTitle = Controls.label("", "card-title");
    private final VBox diff = new VBox(4);
    private final Button rollBack;
    private final VBox content;
    private boolean following;

    RecipePane(RecipesViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(texts.locale())
                .withZone(ZoneId.systemDefault());
        this.badge = new CalibrationBadge(texts);
        this.activate = button(Feather.PLAY, "recipes.activate", model::activate);
        this.away = button(Feather.ARCHIVE, "recipes.putAway", model::putAway);
        this.back = button(Feather.CORNER_UP_LEFT, "recipes.bringBack", model::undo);
        this.rollBack = button(Feather.ROTATE_CCW, "recipes.rollBack", this::rollBack);
        activate.getStyleClass().add("accent");
        this.shadow = button(Feather.EYE, "recipes.shadow", model::shadow);
        shadow.setTooltip(new Tooltip(texts.get("recipes.shadow.tip")));
        facts.setHgap(18);
        facts.setVgap(5);
        this.content = new VBox(
                12,
                head(),
                actions(),
                card("recipes.facts", facts),
                new ClassRulesCard(model.classRules(), texts),
                versions(),
                differences());
        content.getStyleClass().add("recipe-pane");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        getChildren().add(scroll);
        Follow.changes(this, model.shownProperty(), this::refresh);
        Follow.changes(this, model.comparedProperty(), this::compare);
        refresh();
        compare();
    }

    private Button button(Ikon icon, String key, Runnable action) {
        Button button = Controls.button(icon, texts.get(key), action);
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    private HBox head() {
        HBox row = new HBox(14, name, Controls.spacer(), badge);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private FlowPane actions() {
        return new FlowPane(
                8,
                8,
                activate,
                shadow,
                button(
                        Feather.COPY,
                        "recipes.duplicate",
                        () -> ask("recipes.duplicate", r -> texts.get("recipes.copyOf", r.name()), model::duplicate)),
                button(Feather.EDIT_2, "recipes.rename", () -> ask("recipes.rename", Recipe::name, model::rename)),
                button(Feather.DOWNLOAD, "recipes.export", this::export),
                away,
                back);
    }

    private VBox card(String key, Node content) {
        VBox card = new VBox(8, Controls.label(texts.get(key), "card-title"), content);
        card.getStyleClass().add("panel-card");
        return card;
    }

    private VBox versions() {
        table.getStyleClass().addAll("review-table", "dense");
        table.setAccessibleText(texts.get("recipes.versions"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.setFixedCellSize(32);
        table.setPrefHeight(172);
        table.setMinHeight(130);
        table.getColumns().add(column("recipes.version", 50, r -> "v" + r.version()));
        table.getColumns().add(column("recipes.made", 170, r -> time.format(r.madeAt())));
        table.getColumns()
                .add(column(
                        "recipes.standing",
                        120,
                        r -> texts.get("calibration." + r.calibration().name())));
        table.getColumns().add(column("recipes.review", 80, r -> number(r.rule().review())));
        table.getColumns().add(column("recipes.fail", 80, r -> number(r.rule().fail())));
        table.getSelectionModel().selectedItemProperty().addListener((o, old, now) -> {
            if (now != null && !following) {
                model.compare(now.version());
            }
        });
        return card("recipes.versions", table);
    }

    private TableColumn<Recipe, String> column(String key, double width, Function<Recipe, String> text) {
        TableColumn<Recipe, String> column = new TableColumn<>(texts.get(key));
        column.setSortable(false);
        column.setPrefWidth(width);
        column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(text.apply(f.getValue())));
        return column;
    }

    private VBox differences() {
        HBox head = new HBox(10, diffTitle, Controls.spacer(), rollBack);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox card = new VBox(8, head, diff);
        card.getStyleClass().add("panel-card");
        VBox.setVgrow(card, Priority.ALWAYS);
        return card;
    }

    private void refresh() {
        Optional<Shown> shown = model.shownProperty().get();
        content.setVisible(shown.isPresent());
        shown.ifPresent(s -> {
            Recipe recipe = s.item().recipe();
            name.setText(recipe.name());
            badge.show(s.item().standing());
            activate.setDisable(s.item().onLine() || s.item().away());
            shadow.setDisable(activate.isDisabled());
            show(away, !s.item().away());
            show(back, s.item().away());
            away.setDisable(s.item().onLine());
            fill(s);
            following = true;
            versions.setAll(s.versions());
            following = false;
        });
    }

    private static void show(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }

    private void fill(Shown shown) {
        Recipe recipe = shown.item().recipe();
        facts.getChildren().clear();
        fact("recipes.id", recipe.id() + " · v" + recipe.version());
        fact("recipes.source", recipe.source());
        fact(
                "recipes.region",
                recipe.region()
                        .map(r -> texts.get("recipes.regionIs", r.width(), r.height(), r.x(), r.y()))
                        .orElse(texts.get("recipes.wholePicture")));
        recipe.tiling()
                .ifPresent(t -> fact(
                        "recipes.tiles",
                        texts.get("recipes.tilesAre", t.width(), t.height(), Math.round(100 * t.overlap()))));
        fact(
                "recipes.model",
                recipe.modelSha256()
                        .substring(0, Math.min(12, recipe.modelSha256().length())));
        fact(
                "recipes.limits",
                texts.get(
                        "recipes.limitsAre",
                        number(recipe.rule().review()),
                        number(recipe.rule().fail())));
        fact("recipes.goodScores", texts.get("recipes.goodScoresAre", shown.goodScores()));
        if (!shown.damaged().isEmpty()) {
            fact(
                    "recipes.damaged",
                    String.join(", ", shown.damaged().stream().map(v -> "v" + v).toList()));
        }
    }

    private void fact(String key, String value) {
        Label label = Controls.label(texts.get(key), "text-muted");
        label.setMinWidth(USE_PREF_SIZE);
        Label text = Controls.label(value);
        text.setWrapText(true);
        facts.addRow(facts.getRowCount(), label, text);
    }

    private String number(double value) {
        return Double.isNaN(value) ? "–" : texts.number(value, 4);
    }

    private void compare() {
        Optional<Compared> compared = model.comparedProperty().get();
        diff.getChildren().clear();
        rollBack.setVisible(compared.isPresent());
        diffTitle.setText(compared.map(c -> texts.get(
                        "recipes.diff", c.before().version(), c.after().version()))
                .orElse(texts.get("recipes.onlyVersion")));
        List<String> words = compared.map(c -> c.words(texts.locale())).orElse(List.of());
        if (compared.isPresent() && words.isEmpty()) {
            diff.getChildren().add(Controls.label(texts.get("recipes.alike"), "text-muted"));
        }
        words.forEach(w -> {
            Label line = Controls.label(w);
            line.setWrapText(true);
            diff.getChildren().add(line);
        });
        compared.ifPresent(c -> {
            rollBack.setText(texts.get("recipes.rollBackTo", c.before().version()));
            rollBack.setAccessibleText(rollBack.getText());
        });
    }

    private void rollBack() {
        model.comparedProperty().get().ifPresent(c -> model.rollBack(c.before().version()));
    }

    private void ask(String key, Function<Recipe, String> suggestion, Consumer<String> onName) {
        model.shownProperty().get().ifPresent(s -> {
            TextInputDialog dialog =
                    new TextInputDialog(suggestion.apply(s.item().recipe()));
            dialog.initOwner(getScene().getWindow());
            dialog.setTitle(texts.get(key));
            dialog.setHeaderText(texts.get(key));
            dialog.setGraphic(null);
            dialog.setContentText(texts.get("recipes.newName"));
            dialog.getEditor().setAccessibleText(texts.get("recipes.newName"));
            Look.dress(dialog.getDialogPane().getScene());
            dialog.showAndWait().map(String::strip).filter(n -> !n.isEmpty()).ifPresent(onName);
        });
    }

    private void export() {
        model.shownProperty().get().ifPresent(s -> {
            FileChooser chooser = new FileChooser();
            chooser.setInitialFileName(s.item().recipe().id() + "." + RecipeFile.EXTENSION);
            File file = chooser.showSaveDialog(getScene().getWindow());
            Optional.ofNullable(file).ifPresent(f -> model.exportFile(f.toPath()));
        });
    }
}
