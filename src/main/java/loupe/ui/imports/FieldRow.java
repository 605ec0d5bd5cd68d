package loupe.ui.imports;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import loupe.app.ImportDraft.Field;
import loupe.app.ImportDraft.Origin;
import loupe.ui.widget.Cards;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Texts;

/** One field: its name, its value to change, and where the value comes from. */
final class FieldRow extends VBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final PseudoClass OWN = PseudoClass.getPseudoClass("own");

    private final ImportViewModel model;
    private final FieldWords words;
    private final Texts texts;
    private final Label value = Controls.label("");
    private final TextField text = new TextField();
    private final ComboBox<String> choice = new ComboBox<>();
    private final Label origin = Controls.label("", "field-origin");
    private final Label wrong = Cards.wrapped("field-wrong");
    private Field field;
    private boolean following;

    FieldRow(Field field, ImportViewModel model, FieldWords words, Texts texts) {
        this.field = field;
        this.model = model;
        this.words = words;
        this.texts = texts;
        String name = words.name(field.name());
        Label label = Controls.label(name, "field-name");
        Node editor = field.fixed() ? value : field.choices().isEmpty() ? text : choice;
        label.setLabelFor(editor);
        label.setMinWidth(120);
        label.setTooltip(new Tooltip(name + "\n" + field.name()));
        label.setPrefWidth(190);
        HBox.setHgrow(label, Priority.ALWAYS);
        label.setMaxWidth(Double.MAX_VALUE);
        editor.setId("field-" + field.name().replace('.', '-'));
        text.setAccessibleText(name);
        text.setPrefWidth(196);
        text.setMinWidth(150);
        choice.setAccessibleText(name);
        choice.setPrefWidth(196);
        choice.setMinWidth(150);
        value.setPrefWidth(196);
        value.setMinWidth(150);
        origin.setPrefWidth(88);
        origin.setMinWidth(88);
        HBox row = new HBox(10, label, editor, origin);
        row.setAlignment(Pos.CENTER_LEFT);
        Controls.show(false, wrong);
        getChildren().addAll(row, wrong);
        listen();
    }

    private void listen() {
        choice.getItems().setAll(field.choices());
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(String name) {
                return name == null ? "" : words.choice(name);
            }

            @Override
            public String fromString(String shown) {
                return shown;
            }
        });
        choice.valueProperty().addListener((o, old, now) -> {
            if (now != null && !following) {
                commit(now);
            }
        });
        text.setOnAction(e -> commit(text.getText()));
        text.focusedProperty().addListener((o, old, now) -> {
            if (!now) {
                commit(text.getText());
            }
        });
    }

    private void commit(String said) {
        if (said.strip().equals(field.value())) {
            say(Optional.empty());
        } else {
            say(model.fields().set(field.name(), said.strip()));
        }
    }

    private void say(Optional<String> reason) {
        Controls.show(reason.isPresent(), wrong);
        text.pseudoClassStateChanged(WRONG, reason.isPresent());
        reason.ifPresent(r -> wrong.setText(texts.get("fields.wrong", r)));
    }

    /** Shows what the field is by now. */
    void show(Field now) {
        boolean same = now.value().equals(field.value());
        field = now;
        following = true;
        value.setText(words.value(now));
        choice.setValue(now.value());
        following = false;
        if (!same || text.getText().isEmpty()) {
            text.setText(now.value());
            say(Optional.empty());
        }
        origin.setText(texts.get("origin." + now.origin()));
        origin.pseudoClassStateChanged(OWN, now.origin() == Origin.PERSON);
    }
}
