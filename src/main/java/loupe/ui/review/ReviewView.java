package loupe.ui.review;

import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;
import loupe.app.Teacher;
import loupe.domain.Calibration;
import loupe.domain.Recipe;
import loupe.ui.widget.Banner;
import loupe.ui.widget.CalibrationBadge;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.OverlayTools;
import loupe.ui.widget.RepairMode;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Review of dropped pictures: table and viewer side by side. Binds only. */
public final class ReviewView extends BorderPane {
    private static final double NARROW_RECIPE = 120;

    private final ReviewViewModel model;
    private final Texts texts;
    private final ReviewTable table;
    private final ReviewViewer viewer;
    private final Banner banner;
    private final ProgressBar bar = new ProgressBar();
    private final Label progress = Controls.label("", "text-muted");
    private final HBox working;
    private final HBox exports;

    /** {@code wrong} hears that somebody calls the verdict on the part in view wrong. */
    public ReviewView(ReviewViewModel model, FramePainter painter, Executor fx, Texts shared, Runnable wrong) {
        this.model = model;
        this.texts = shared.forScreen(ReviewView.class);
        this.table = new ReviewTable(model, texts);
        this.viewer = new ReviewViewer(model, painter, fx, texts, wrong);
        this.banner = new Banner(texts.locale());
        this.working = working();
        this.exports = exports();
        getStyleClass().add("review");
        SplitPane split = new SplitPane(table, viewer);
        split.setOrientation(Orientation.HORIZONTAL);
        split.setDividerPositions(0.54);
        StackPane middle = new StackPane(split, dropHere());
        setCenter(middle);
        VBox top = new VBox(10, tools(), banner);
        top.getStyleClass().add("review-top");
        setTop(top);
        setBottom(working);
        bind(split, middle);
        model.refreshRecipes(Optional.empty());
    }

    private HBox tools() {
        ComboBox<Recipe> recipes = new ComboBox<>(model.recipes());
        recipes.setConverter(new StringConverter<>() {
            @Override
            public String toString(Recipe r) {
                return r == null ? "" : r.name() + " · v" + r.version();
            }

            @Override
            public Recipe fromString(String text) {
                return null;
            }
        });
        recipes.valueProperty().bindBidirectional(model.recipeProperty());
        recipes.setAccessibleText(texts.get("review.recipe"));
        recipes.setMinWidth(NARROW_RECIPE);
        Label label = Controls.label(texts.get("review.recipe"), "text-muted");
        label.setMinWidth(USE_PREF_SIZE);
        Button files = Controls.button(Feather.FILE_PLUS, texts.get("review.openFiles"), this::openFiles);
        Button folder = Controls.button(Feather.FOLDER_PLUS, texts.get("review.openFolder"), this::openFolder);
        files.setMinWidth(USE_PREF_SIZE);
        folder.setMinWidth(USE_PREF_SIZE);
        HBox standing = standing();
        HBox.setHgrow(standing, Priority.ALWAYS);
        HBox row = new HBox(8, files, folder, label, recipes, standing, exports);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** How far the recipe's limits can be defended; a file tells neither its camera nor its part. */
    private HBox standing() {
        CalibrationBadge badge = new CalibrationBadge(texts);
        badge.setBrief(true);
        badge.setMinWidth(USE_PREF_SIZE);
        Label origin = Controls.label("", "text-muted");
        origin.setId("review-origin");
        origin.setMinWidth(0);
        origin.setPrefWidth(0); // it gets what the others leave: the recipe's name counts more
        origin.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(origin, Priority.ALWAYS);
        origin.setTooltip(new Tooltip());
        origin.getTooltip().textProperty().bind(origin.textProperty());
        HBox row = new HBox(8, badge, origin);
        row.setAlignment(Pos.CENTER_LEFT);
        Runnable refresh = () -> {
            Optional<Recipe> recipe = Optional.ofNullable(model.recipeProperty().get());
            Controls.show(recipe.isPresent(), badge);
            recipe.ifPresent(r -> badge.show(r.calibration()));
            origin.setText(texts.get(isDemo() ? "review.demo" : "review.origin"));
            Controls.show(
                    isDemo()
                            || recipe.filter(r -> r.calibration() == Calibration.CALIBRATED)
                                    .isPresent(),
                    origin);
        };
        Follow.changes(this, model.recipeProperty(), refresh);
        refresh.run();
        return row;
    }

    private boolean isDemo() {
        Recipe recipe = model.recipeProperty().get();
        return recipe != null && recipe.id().equals(Teacher.DEMO);
    }

    private HBox exports() {
        HBox row = new HBox(
                8,
                Controls.button(
                        Feather.DOWNLOAD,
                        "CSV",
                        () -> export("csv", f -> exporter().csv(f.toPath()))),
                Controls.button(
                        Feather.DOWNLOAD,
                        "HTML",
                        () -> export("html", f -> exporter().html(f.toPath()))),
                Controls.button(Feather.TRASH_2, texts.get("review.clear"), model::clear));
        row.getChildren().forEach(b -> ((Button) b).setMinWidth(USE_PREF_SIZE));
        return row;
    }

    private ReviewExport exporter() {
        return new ReviewExport(table.getItems(), texts);
    }

    private HBox working() {
        bar.setPrefWidth(260);
        bar.setAccessibleText(texts.get("review.progress", 0, 0));
        HBox row = new HBox(
                12,
                bar,
                progress,
                Controls.spacer(),
                Controls.button(Feather.X, texts.get("review.cancel"), model::cancel));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("review-working");
        return row;
    }

    private VBox dropHere() {
        Label title = Controls.label(texts.get("review.dropTitle"), "drop-title");
        Label text = Controls.label(texts.get("review.dropText"), "text-muted");
        Label teach = Controls.label(texts.get("review.teachFirst"));
        Runnable refresh = () -> Controls.show(isDemo(), teach);
        Follow.changes(this, model.recipeProperty(), refresh);
        refresh.run();
        VBox box = new VBox(12, Controls.icon(Feather.UPLOAD_CLOUD), title, text, teach);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add("drop-here");
        box.setMouseTransparent(true);
        return box;
    }

    private void bind(SplitPane split, StackPane middle) {
        Follow.changes(this, model.progressProperty(), () -> refresh(split, middle));
        Follow.changes(this, model.items(), () -> refresh(split, middle));
        Follow.changes(
                this,
                model.faultProperty(),
                () -> banner.show(model.faultProperty().get()));
        Follow.changes(
                this,
                model.selectedProperty(),
                () -> model.selectedProperty().get().ifPresent(item -> table.follow(item, table::scrollTo)));
        model.selectedProperty().get().ifPresent(item -> table.follow(item, table::scrollTo));
        banner.show(model.faultProperty().get());
        refresh(split, middle);
    }

    private void refresh(SplitPane split, StackPane middle) {
        ReviewViewModel.Work work = model.progressProperty().get();
        boolean empty = model.items().isEmpty() && !work.running();
        split.setVisible(!empty);
        middle.getChildren().get(1).setVisible(empty);
        exports.setDisable(model.items().isEmpty());
        working.setVisible(work.running());
        working.setManaged(work.running());
        bar.setProgress(work.total() == 0 ? ProgressBar.INDETERMINATE_PROGRESS : work.done() / (double) work.total());
        progress.setText(texts.get("review.progress", work.done(), work.total()));
    }

    private void openFiles() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get("review.openFiles"));
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(
                                texts.get("review.pictures"),
                                "*.png",
                                "*.jpg",
                                "*.jpeg",
                                "*.bmp",
                                "*.tif",
                                "*.tiff",
                                "*.webp",
                                "*.zip"),
                        new FileChooser.ExtensionFilter(texts.get("review.allFiles"), "*.*"));
        List<File> files = chooser.showOpenMultipleDialog(getScene().getWindow());
        if (files != null) {
            model.onFilesDropped(files);
        }
    }

    private void openFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.get("review.openFolder"));
        File folder = chooser.showDialog(getScene().getWindow());
        if (folder != null) {
            model.onFilesDropped(List.of(folder));
        }
    }

    private void export(String ending, Consumer<File> writing) {
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName("loupe-review." + ending);
        File file = chooser.showSaveDialog(getScene().getWindow());
        if (file != null) {
            model.export(() -> writing.accept(file));
        }
    }

    /** The keys of this screen. True when the key was used. */
    public boolean handleKey(KeyCode code) {
        switch (code) {
            case G -> viewer.override(true);
            case B -> viewer.override(false);
            case RIGHT, DOWN -> model.step(table.getItems(), 1);
            case LEFT, UP -> model.step(table.getItems(), -1);
            case M -> viewer.toggleMask();
            case S -> viewer.toggleBeside();
            case R -> viewer.toggleRepair(RepairMode.BESIDE);
            case F -> viewer.toggleRepair(RepairMode.FLICKER);
            case C -> OverlayTools.toggleContour(model.overlayProperty());
            case PLUS, ADD, EQUALS -> viewer.canvas().zoom(1.25);
            case MINUS, SUBTRACT -> viewer.canvas().zoom(0.8);
            case DIGIT0, NUMPAD0 -> viewer.canvas().fit();
            case DIGIT1, NUMPAD1 -> viewer.canvas().toggleZoom();
            default -> {
                return false;
            }
        }
        return true;
    }
}
