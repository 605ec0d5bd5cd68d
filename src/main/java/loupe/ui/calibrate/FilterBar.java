package loupe.ui.calibrate;

import java.util.EnumMap;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import loupe.ui.calibrate.SampleFilter.Kind;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** How many samples there are of which label; a click shows only those. */
final class FilterBar extends HBox {
    private final SampleList list;
    private final Texts texts;
    private final Map<Kind, ToggleButton> buttons = new EnumMap<>(Kind.class);
    private final MenuButton types;

    FilterBar(SampleList list, Texts texts) {
        this.list = list;
        this.texts = texts;
        this.types = new MenuButton(texts.get("samples.types"), Controls.icon(Feather.FILTER));
        getStyleClass().add("filter-bar");
        setAlignment(Pos.CENTER_LEFT);
        ToggleGroup group = new ToggleGroup();
        for (Kind kind : Kind.values()) {
            if (kind != Kind.TYPE) {
                ToggleButton button = new ToggleButton();
                button.setToggleGroup(group);
                button.setOnAction(e -> {
                    list.filterProperty().set(SampleFilter.of(kind));
                    refresh(); // a second click must not leave it unselected
                });
                button.setMinWidth(USE_PREF_SIZE);
                buttons.put(kind, button);
                getChildren().add(button);
            }
        }
        types.setAccessibleText(texts.get("samples.types"));
        types.setMinWidth(USE_PREF_SIZE);
        getChildren().add(types);
        Follow.changes(this, list.countsProperty(), this::refresh);
        Follow.changes(this, list.filterProperty(), this::refresh);
        refresh();
    }

    private void refresh() {
        SampleCounts counts = list.countsProperty().get();
        name(Kind.ALL, counts.all());
        name(Kind.GOOD, counts.good());
        name(Kind.BAD, counts.bad());
        name(Kind.UNLABELLED, counts.unlabelled());
        name(Kind.DUPLICATES, counts.duplicates());
        SampleFilter filter = list.filterProperty().get();
        buttons.forEach((kind, button) -> button.setSelected(kind == filter.kind()));
        types.getItems()
                .setAll(counts.types().entrySet().stream()
                        .map(e -> item(e.getKey(), e.getValue()))
                        .toList());
        types.setDisable(counts.types().isEmpty());
        types.setText(filter.kind() == Kind.TYPE ? filter.type() : texts.get("samples.types"));
    }

    private void name(Kind kind, int count) {
        buttons.get(kind).setText(texts.get("samples.filter." + kind, texts.integer(count)));
    }

    private MenuItem item(String type, int count) {
        MenuItem item = new MenuItem(type + "   " + texts.integer(count));
        item.setOnAction(e -> list.filterProperty().set(SampleFilter.ofType(type)));
        return item;
    }
}
