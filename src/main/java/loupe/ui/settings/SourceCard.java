package loupe.ui.settings;

import java.io.File;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;
import loupe.app.Equipment;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** Where the pictures come from: a kind, its detail, and a button that starts the line on it. */
final class SourceCard extends VBox {
    private final SettingsViewModel model;
    private final Texts texts;
    private final Map<SourceChoice.Kind, ToggleButton> kinds = new EnumMap<>(SourceChoice.Kind.class);
    private final Map<SourceChoice.Kind, Node> details = new EnumMap<>(SourceChoice.Kind.class);
    private final Map<SourceChoice.Kind, TextField> fields = new EnumMap<>(SourceChoice.Kind.class);
    private final Map<String, TextField> settings = new LinkedHashMap<>();
    private final Button apply;

    SourceCard(SettingsViewModel model, Texts texts) {
        super(12);
        this.model = model;
        this.texts = texts;
        this.apply = Controls.button(Feather.CHECK, texts.get("settings.apply"), model::apply);
        apply.getStyleClass().add("accent");
        getStyleClass().add("panel-card");
        details.put(SourceChoice.Kind.DEMO, Controls.label(texts.get("settings.demoText"), "text-muted"));
        details.put(SourceChoice.Kind.USB, cameras());
        details.put(SourceChoice.Kind.FOLDER, path(SourceChoice.Kind.FOLDER, this::chooseFolder));
        details.put(SourceChoice.Kind.VIDEO, path(SourceChoice.Kind.VIDEO, this::chooseVideo));
        details.put(SourceChoice.Kind.NETWORK, field(SourceChoice.Kind.NETWORK));
        StackPane detail = new StackPane();
        detail.setAlignment(Pos.CENTER_LEFT);
        detail.getChildren().addAll(details.values());
        HBox row = new HBox(10, detail, apply);
        HBox.setHgrow(detail, Priority.ALWAYS);
        row.setAlignment(Pos.CENTER_LEFT);
        apply.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(Controls.label(texts.get("settings.source"), "settings-title"), kindRow(), row);
        Follow.changes(this, model.sourceProperty(), () -> refresh());
        refresh();
    }

    private HBox kindRow() {
        HBox row = new HBox(8);
        ToggleGroup group = new ToggleGroup();
        for (SourceChoice.Kind kind : SourceChoice.Kind.values()) {
            ToggleButton button = Controls.toggle(icon(kind), texts.get("source." + kind.name()));
            button.setToggleGroup(group);
            button.setMinHeight(44);
            button.setOnAction(e -> {
                button.setSelected(true);
                model.chooseKind(kind);
            });
            kinds.put(kind, button);
            row.getChildren().add(button);
        }
        return row;
    }

    private static Ikon icon(SourceChoice.Kind kind) {
        return switch (kind) {
            case DEMO -> Feather.PLAY_CIRCLE;
            case USB -> Feather.CAMERA;
            case FOLDER -> Feather.FOLDER;
            case VIDEO -> Feather.FILM;
            case NETWORK -> Feather.GLOBE;
        };
    }

    private Node cameras() {
        ComboBox<Equipment.FoundCamera> box = new ComboBox<>(model.cameras());
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(Equipment.FoundCamera camera) {
                return camera == null ? "" : camera.name() + "  (" + camera.address() + ")";
            }

            @Override
            public Equipment.FoundCamera fromString(String text) {
                return null;
            }
        });
        Label none = Controls.label(texts.get("settings.noCamera"), "text-muted");
        box.setPlaceholder(Controls.label(texts.get("settings.noCamera"), "text-muted"));
        box.setMaxWidth(Double.MAX_VALUE);
        box.setAccessibleText(texts.get("source.USB"));
        box.valueProperty()
                .addListener((o, old, now) -> Optional.ofNullable(now)
                        .ifPresent(c -> model.setDetail(model.sourceProperty()
                                .get()
                                .withDevice(SourceChoice.of(c.address()).detail())
                                .detail())));
        Button again = Controls.iconButton(Feather.REFRESH_CW, texts.get("settings.lookAgain"), model::look);
        HBox.setHgrow(box, Priority.ALWAYS);
        Runnable count = () -> {
            boolean empty = model.cameras().isEmpty();
            none.setVisible(empty);
            none.setManaged(empty);
            box.setVisible(!empty);
            box.setManaged(!empty);
        };
        Follow.changes(this, model.cameras(), count);
        count.run();
        return cameraRow(none, box, again);
    }

    private HBox cameraRow(Node... camera) {
        HBox row = new HBox(8, camera);
        for (String key : List.of("exposure", "gain")) {
            row.getChildren().addAll(Controls.label(texts.get("settings." + key), "text-muted"), setting(key));
        }
        row.getChildren().filtered(Label.class::isInstance).forEach(l -> ((Label) l).setMinWidth(USE_PREF_SIZE));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** Part of the camera's address, and so of what a calibration belongs to. */
    private TextField setting(String key) {
        TextField field = new TextField();
        field.setPrefColumnCount(4);
        field.setMinWidth(70);
        field.setPromptText(texts.get("settings.auto"));
        field.setAccessibleText(texts.get("settings." + key));
        field.textProperty().addListener((o, old, now) -> {
            SourceChoice choice = model.sourceProperty().get();
            if (choice.kind() == SourceChoice.Kind.USB && !choice.option(key).equals(now)) {
                model.setDetail(choice.withOption(key, now).detail());
            }
        });
        settings.put(key, field);
        return field;
    }

    private HBox path(SourceChoice.Kind kind, Runnable choose) {
        TextField field = field(kind);
        HBox.setHgrow(field, Priority.ALWAYS);
        return new HBox(8, field, Controls.button(Feather.FOLDER, texts.get("settings.choose"), choose));
    }

    private TextField field(SourceChoice.Kind kind) {
        TextField field = new TextField();
        field.setPromptText(texts.get("prompt." + kind.name()));
        field.setAccessibleText(texts.get("source." + kind.name()));
        field.textProperty().addListener((o, old, now) -> {
            if (model.sourceProperty().get().kind() == kind) {
                model.setDetail(now);
            }
        });
        fields.put(kind, field);
        return field;
    }

    private void chooseFolder() {
        File folder = new DirectoryChooser().showDialog(getScene().getWindow());
        Optional.ofNullable(folder).ifPresent(f -> model.setDetail(f.getPath()));
    }

    private void chooseVideo() {
        File file = new FileChooser().showOpenDialog(getScene().getWindow());
        Optional.ofNullable(file).ifPresent(f -> model.setDetail(f.getPath()));
    }

    private void refresh() {
        SourceChoice now = model.sourceProperty().get();
        kinds.get(now.kind()).setSelected(true);
        details.forEach((kind, node) -> node.setVisible(kind == now.kind()));
        TextField field = fields.get(now.kind());
        if (field != null && !field.getText().equals(now.detail())) {
            field.setText(now.detail());
        }
        settings.forEach((key, setting) -> {
            if (now.kind() == SourceChoice.Kind.USB && setting.getText().isEmpty()) {
                setting.setText(now.option(key));
            }
        });
        apply.setDisable(!model.canApply());
    }
}
