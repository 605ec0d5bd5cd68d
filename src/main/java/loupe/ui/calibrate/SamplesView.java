package loupe.ui.calibrate;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.samples.SampleStore;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.QuestionBar;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** The sample page: drop images, label them with the keys, mark defects. Binds only. */
public final class SamplesView extends StackPane {
    private static final List<Integer> CAPTURES = List.of(10, 30, 100);

    private final SamplesViewModel model;
    private final SampleArrivals arrivals;
    private final Texts texts;
    private final SampleGrid grid;
    private final MaskViewModel mask;
    private final MaskEditor editor;
    private final BorderPane page = new BorderPane();
    private final Banner banner;
    private final Node dropHere;
    private final Label setName = Controls.label("", "recipe-name");
    private final Button undo;
    private final Button redo;
    private final Button aside;

    public SamplesView(SamplesViewModel model, FramePainter painter, Executor work, Executor fx, Texts shared) {
        this.model = model;
        this.arrivals = model.arrivals();
        this.texts = shared.forScreen(SamplesView.class);
        this.mask = new MaskViewModel(model, work, fx);
        this.grid = new SampleGrid(model, fx, texts, this::openMask);
        this.editor = new MaskEditor(mask, painter, fx, texts);
        this.banner = new Banner(texts.locale());
        this.undo = Controls.iconButton(Feather.CORNER_UP_LEFT, texts.get("samples.undo"), model::undo);
        this.redo = Controls.iconButton(Feather.CORNER_UP_RIGHT, texts.get("samples.redo"), model::redo);
        this.aside = Controls.button(Feather.FOLDER, texts.get("samples.aside"), this::openWithoutFile);
        this.dropHere = dropHere();
        banner.getChildren().add(aside);
        aside.setMinWidth(USE_PREF_SIZE);
        getStyleClass().add("samples");
        VBox top = new VBox(10, head(), labels(), banner, question(), working());
        top.getStyleClass().add("samples-top");
        page.setTop(top);
        StackPane middle = new StackPane(grid, dropHere);
        page.setCenter(middle);
        for (Region part : List.of(this, page, middle, editor)) {
            part.setMinSize(0, 0); // in a small window the grid gives way
        }
        page.setBottom(new SampleFoot(model, texts));
        getChildren().addAll(page, editor);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        bind();
    }

    private QuestionBar question() {
        return new QuestionBar(arrivals.questionProperty(), arrivals::answer, arrivals::forgetQuestion, texts);
    }

    private HBox head() {
        HBox chip = new HBox(8, Controls.icon(Feather.FOLDER), setName);
        chip.setAlignment(Pos.CENTER_LEFT);
        chip.getStyleClass().add("chip");
        HBox row = new HBox(
                8,
                chip,
                sets(),
                Controls.button(Feather.FILE_PLUS, texts.get("samples.addFiles"), this::addFiles),
                Controls.button(Feather.FOLDER_PLUS, texts.get("samples.addFolder"), this::addFolder),
                captures(),
                Controls.spacer(),
                undo,
                redo);
        chip.visibleProperty().bind(setName.textProperty().isNotEmpty());
        chip.managedProperty().bind(chip.visibleProperty());
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private MenuButton sets() {
        MenuButton menu = new MenuButton(texts.get("samples.sets"), Controls.icon(Feather.ARCHIVE));
        menu.setAccessibleText(texts.get("samples.sets"));
        menu.setOnShowing(e -> {
            menu.getItems().setAll(model.sets().stream().map(this::item).toList());
            MenuItem fresh = new MenuItem(texts.get("samples.newSet"), Controls.icon(Feather.PLUS));
            fresh.setOnAction(a -> model.close());
            menu.getItems().add(fresh);
        });
        return menu;
    }

    private MenuItem item(Path set) {
        MenuItem item = new MenuItem(String.valueOf(set.getFileName()));
        item.setOnAction(a -> model.open(set));
        return item;
    }

    private MenuButton captures() {
        MenuButton menu = new MenuButton(texts.get("samples.capture"), Controls.icon(Feather.CAMERA));
        menu.setAccessibleText(texts.get("samples.capture"));
        for (int count : CAPTURES) {
            MenuItem item = new MenuItem(texts.get("samples.captureParts", count));
            item.setOnAction(e -> arrivals.capture(count));
            menu.getItems().add(item);
        }
        return menu;
    }

    private FlowPane labels() {
        ComboBox<String> types = new ComboBox<>();
        types.setEditable(true);
        types.setAccessibleText(texts.get("samples.type"));
        types.valueProperty().bindBidirectional(model.defectTypeProperty());
        types.getEditor().setAccessibleText(texts.get("samples.type"));
        types.setPrefWidth(150);
        Follow.changes(
                this,
                model.countsProperty(),
                () -> types.getItems().setAll(model.list().types()));
        FlowPane row = new FlowPane(
                8,
                8,
                new FilterBar(model.list(), texts),
                Controls.button(Feather.CHECK, texts.get("samples.goodKey"), model::labelGood),
                Controls.button(Feather.X, texts.get("samples.badKey"), model::labelBad),
                types,
                Controls.button(Feather.MINUS, texts.get("samples.unlabelKey"), model::unlabel),
                Controls.button(Feather.EDIT_3, texts.get("samples.maskKey"), this::openMask));
        row.getChildren().filtered(Button.class::isInstance).forEach(b -> ((Button) b).setMinWidth(USE_PREF_SIZE));
        row.setAlignment(Pos.CENTER_LEFT);
        row.visibleProperty().bind(setName.textProperty().isNotEmpty());
        row.managedProperty().bind(row.visibleProperty());
        return row;
    }

    private HBox working() {
        ProgressBar bar = new ProgressBar();
        bar.setAccessibleText(texts.get("samples.copying", 0, 0));
        bar.setPrefWidth(260);
        Label words = Controls.label("", "text-muted");
        HBox row = new HBox(
                12,
                bar,
                words,
                Controls.spacer(),
                Controls.button(Feather.X, texts.get("samples.cancel"), arrivals::cancel));
        row.setAlignment(Pos.CENTER_LEFT);
        Runnable refresh = () -> {
            Optional<SampleArrivals.Work> now = arrivals.workProperty().get();
            row.setVisible(now.isPresent());
            row.setManaged(now.isPresent());
            now.ifPresent(w -> {
                bar.setProgress(w.total() == 0 ? ProgressBar.INDETERMINATE_PROGRESS : w.done() / (double) w.total());
                words.setText(texts.get("samples.copying", w.done(), w.total()));
            });
        };
        Follow.changes(this, arrivals.workProperty(), refresh);
        refresh.run();
        return row;
    }

    private VBox dropHere() {
        Label text = Controls.label(texts.get("samples.dropText"), "text-muted", "drop-text");
        text.setWrapText(true);
        VBox box = new VBox(
                12,
                Controls.icon(Feather.UPLOAD_CLOUD),
                Controls.label(texts.get("samples.dropTitle"), "drop-title"),
                text);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add("drop-here");
        box.setMouseTransparent(true);
        return box;
    }

    private void bind() {
        Follow.changes(this, model.storeProperty(), () -> {
            refresh();
            grid.tiles().requestFocus();
        });
        Follow.changes(this, model.faultProperty(), this::refresh);
        Follow.changes(this, model.list().lookProperty(), this::refresh);
        Follow.changes(this, mask.openedProperty(), this::refresh);
        refresh();
    }

    private void refresh() {
        boolean marking = mask.openedProperty().get().isPresent();
        boolean was = editor.isVisible();
        editor.setVisible(marking);
        page.setVisible(!marking);
        if (was != marking) {
            (marking ? editor : grid.tiles()).requestFocus();
        }
        setName.setText(model.storeProperty().get().map(SampleStore::name).orElse(""));
        boolean empty = model.list().all().isEmpty();
        dropHere.setVisible(empty);
        grid.setVisible(!empty);
        Optional<InspectionFault> fault = model.faultProperty().get();
        banner.show(fault);
        boolean damaged = fault.filter(f -> f.code() == FaultCode.SET_02).isPresent()
                && model.wanted().isPresent();
        aside.setVisible(damaged);
        aside.setManaged(damaged);
        undo.setDisable(!model.history().canUndo());
        redo.setDisable(!model.history().canRedo());
    }

    /** Keys of buttons and fields are theirs; the rest is for the samples. */
    private void key(KeyEvent e) {
        boolean typing = e.getTarget() instanceof TextInputControl;
        boolean marking = mask.openedProperty().get().isPresent();
        if (!typing && (marking ? editor.key(e) : grid.key(e))) {
            e.consume();
        }
    }

    private void openWithoutFile() {
        model.wanted().ifPresent(model::openWithoutFile);
    }

    private void openMask() {
        model.list().focused().ifPresent(mask::open);
    }

    private void addFiles() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get("samples.addFiles"));
        List<File> files = chooser.showOpenMultipleDialog(getScene().getWindow());
        if (files != null) {
            arrivals.onFilesDropped(files);
        }
    }

    private void addFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.get("samples.addFolder"));
        File folder = chooser.showDialog(getScene().getWindow());
        if (folder != null) {
            arrivals.onFilesDropped(List.of(folder));
        }
    }

    /** Writes the mask in work and ends the thread of the thumbnails. */
    public void close() {
        mask.save();
        grid.thumbnails().close();
    }

    SampleGrid grid() {
        return grid;
    }

    MaskViewModel mask() {
        return mask;
    }
}
