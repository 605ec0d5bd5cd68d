package loupe.ui.calibrate;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import loupe.samples.SampleCard;
import loupe.ui.calibrate.MaskViewModel.Opened;
import loupe.ui.calibrate.MaskViewModel.Tool;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.OutcomeShape;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** Marks the defect on one sample: brush, eraser, polygon. Binds only. */
final class MaskEditor extends BorderPane {
    private final MaskViewModel model;
    private final Texts texts;
    private final MaskCanvas canvas;
    private final Banner banner;
    private final OutcomeShape shape = new OutcomeShape(18);
    private final Label name = Controls.label("", "mask-name");
    private final Label hint = Controls.label("", "text-muted");
    private final Map<Tool, ToggleButton> tools = new EnumMap<>(Tool.class);
    private final Button undo;
    private final Button redo;

    MaskEditor(MaskViewModel model, FramePainter painter, Executor fx, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.canvas = new MaskCanvas(model, painter, fx);
        this.banner = new Banner(texts.locale());
        this.undo = Controls.iconButton(Feather.CORNER_UP_LEFT, texts.get("mask.undo"), model::undo);
        this.redo = Controls.iconButton(Feather.CORNER_UP_RIGHT, texts.get("mask.redo"), model::redo);
        canvas.picture().setAccessibleText(texts.get("mask.picture"));
        getStyleClass().add("mask-editor");
        VBox top = new VBox(head(), banner);
        top.getStyleClass().add("mask-top");
        setTop(top);
        setCenter(canvas);
        setRight(side());
        setFocusTraversable(true);
        Follow.changes(this, model.openedProperty(), this::show);
        Follow.changes(this, model.dirtyProperty(), this::refresh);
        Follow.changes(this, model.toolProperty(), this::refresh);
        show();
    }

    private HBox head() {
        hint.setMinWidth(0);
        Button done = Controls.button(Feather.CHECK, texts.get("mask.done"), model::close);
        done.getStyleClass().add("accent");
        HBox row = new HBox(
                10,
                Controls.iconButton(Feather.CHEVRON_LEFT, texts.get("mask.previous"), () -> model.step(-1)),
                Controls.iconButton(Feather.CHEVRON_RIGHT, texts.get("mask.next"), () -> model.step(1)),
                shape,
                name,
                hint,
                Controls.spacer(),
                Controls.button(Feather.X, texts.get("mask.discard"), model::discard),
                done);
        row.getChildren().filtered(Button.class::isInstance).forEach(b -> ((Button) b).setMinWidth(USE_PREF_SIZE));
        name.setMinWidth(USE_PREF_SIZE);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private VBox side() {
        ToggleGroup group = new ToggleGroup();
        VBox box = new VBox(
                10,
                Controls.label(texts.get("mask.tool"), "card-title"),
                tool(Tool.PAINT, Feather.EDIT_2, group),
                tool(Tool.ERASE, Feather.DELETE, group),
                tool(Tool.POLYGON, Feather.HEXAGON, group),
                Controls.label(texts.get("mask.size"), "card-title"),
                size(),
                Controls.label(texts.get("mask.opacity"), "card-title"),
                opacity(),
                new HBox(
                        6,
                        undo,
                        redo,
                        zoom(Feather.ZOOM_IN, texts.get("mask.zoomIn"), 1.25),
                        zoom(Feather.ZOOM_OUT, texts.get("mask.zoomOut"), 0.8)),
                wide(Controls.button(Feather.MAXIMIZE, texts.get("mask.fit"), canvas.picture()::fit)),
                wide(Controls.button(Feather.TRASH_2, texts.get("mask.clear"), model::clear)),
                help());
        box.getStyleClass().add("mask-side");
        return box;
    }

    private Label help() {
        Label help = Controls.label(texts.get("mask.help"), "text-muted");
        help.setWrapText(true);
        help.setMinHeight(USE_PREF_SIZE);
        return help;
    }

    private ToggleButton tool(Tool tool, Ikon icon, ToggleGroup group) {
        ToggleButton button = Controls.toggle(icon, texts.get("mask.tool." + tool));
        button.setToggleGroup(group);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAlignment(Pos.CENTER_LEFT);
        button.setOnAction(e -> {
            model.toolProperty().set(tool);
            refresh();
        });
        tools.put(tool, button);
        return button;
    }

    private static Button wide(Button button) {
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAlignment(Pos.CENTER_LEFT);
        return button;
    }

    private Button zoom(Ikon icon, String text, double factor) {
        return Controls.iconButton(icon, text, () -> canvas.picture().zoom(factor));
    }

    /** The slider is logarithmic: small brushes need the finer steps. */
    private HBox size() {
        Slider slider = new Slider(Math.log(MaskViewModel.SMALLEST), Math.log(MaskViewModel.LARGEST), 0);
        slider.setAccessibleText(texts.get("mask.size"));
        Label number = Controls.label("", "mask-number");
        Runnable follow = () -> {
            slider.setValue(Math.log(model.radiusProperty().get()));
            number.setText(texts.get(
                    "mask.pixels",
                    texts.integer(Math.round(2 * model.radiusProperty().get()))));
        };
        slider.valueProperty()
                .addListener((o, old, now) -> model.radiusProperty().set(Math.exp(now.doubleValue())));
        Follow.changes(slider, model.radiusProperty(), follow);
        follow.run();
        number.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(8, slider, number);
        HBox.setHgrow(slider, Priority.ALWAYS);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Slider opacity() {
        Slider slider = new Slider(0.05, 1, model.opacityProperty().get());
        slider.setAccessibleText(texts.get("mask.opacity"));
        slider.valueProperty().bindBidirectional(model.opacityProperty());
        return slider;
    }

    private void show() {
        Optional<Opened> opened = model.openedProperty().get();
        banner.show(opened.flatMap(Opened::fault));
        opened.ifPresent(o -> {
            SampleCard card = o.card();
            shape.show(SampleTile.outcome(card));
            name.setText(card.name());
            hint.setText(SampleTile.word(card, texts) + " · " + o.image().width() + " × "
                    + o.image().height()
                    + (card.isDefect() ? "" : " · " + texts.get("mask.labels")));
        });
        refresh();
    }

    private void refresh() {
        tools.forEach((tool, button) ->
                button.setSelected(tool == model.toolProperty().get()));
        Optional<MaskDrawing> drawing = model.openedProperty().get().map(Opened::drawing);
        undo.setDisable(!drawing.map(MaskDrawing::canUndo).orElse(false));
        redo.setDisable(!drawing.map(MaskDrawing::canRedo).orElse(false));
    }

    /** True when the key was used. */
    boolean key(KeyEvent e) {
        return e.isShortcutDown() ? shortcut(e.getCode()) : plainKey(e.getCode());
    }

    private boolean shortcut(KeyCode code) {
        switch (code) {
            case Z -> model.undo();
            case Y -> model.redo();
            case S -> model.save();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean plainKey(KeyCode code) {
        if (canvas.polygonKey(code)) {
            return true;
        }
        switch (code) {
            case P -> model.toolProperty().set(Tool.PAINT);
            case E -> model.toolProperty().set(Tool.ERASE);
            case L -> model.toolProperty().set(Tool.POLYGON);
            case OPEN_BRACKET -> model.resizeBrush(0.8);
            case CLOSE_BRACKET -> model.resizeBrush(1.25);
            case LEFT -> model.step(-1);
            case RIGHT -> model.step(1);
            case PLUS, ADD, EQUALS -> canvas.picture().zoom(1.25);
            case MINUS, SUBTRACT -> canvas.picture().zoom(0.8);
            case DIGIT0, NUMPAD0 -> canvas.picture().fit();
            case ESCAPE, ENTER -> model.close();
            default -> {
                return false;
            }
        }
        return true;
    }
}
