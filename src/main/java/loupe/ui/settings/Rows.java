package loupe.ui.settings;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Texts;

/** Makes the cards of Settings: a title, and rows of a word with its control. */
record Rows(Texts texts) {
    VBox card(String key, Node... rows) {
        VBox card = new VBox(10, Controls.label(texts.get(key), "settings-title"));
        card.getChildren().addAll(rows);
        card.getStyleClass().add("panel-card");
        return card;
    }

    HBox row(String key, Node control) {
        Label label = Controls.label(texts.get(key), "settings-label");
        label.setMinWidth(190);
        HBox row = new HBox(12, label, control);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    <T> ComboBox<T> choice(String key, List<T> values, T value, Function<T, String> name, Consumer<T> onChoice) {
        ComboBox<T> box = new ComboBox<>();
        box.getItems().addAll(values);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(T v) {
                return v == null ? "" : name.apply(v);
            }

            @Override
            public T fromString(String text) {
                return null;
            }
        });
        box.setValue(value);
        box.setMinWidth(260);
        box.setAccessibleText(texts.get(key));
        box.valueProperty().addListener((o, old, now) -> onChoice.accept(now));
        return box;
    }
}
