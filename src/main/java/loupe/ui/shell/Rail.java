package loupe.ui.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The places on the left: icon, word and function key. The last one stands at the bottom. */
final class Rail extends VBox {
    private final Map<String, ToggleButton> buttons = new LinkedHashMap<>();

    Rail(List<Place> places, Gate gate, Texts texts, Consumer<Place> onChoose) {
        getStyleClass().add("rail");
        ToggleGroup group = new ToggleGroup();
        String last = places.get(places.size() - 1).id();
        for (Place place : places) {
            if (place.id().equals(last) && places.size() > 1) {
                Region gap = new Region();
                setVgrow(gap, Priority.ALWAYS);
                getChildren().add(gap);
            }
            String word = texts.get("place." + place.id());
            ToggleButton button = Controls.toggle(place.icon(), word);
            button.setToggleGroup(group);
            button.setContentDisplay(ContentDisplay.TOP);
            button.setMaxWidth(Double.MAX_VALUE);
            button.setTooltip(new Tooltip(word + " (" + place.key().getName() + ")"));
            if (!gate.isOpen(place)) {
                lock(button, place, texts.get("place.locked", word));
            }
            button.setOnAction(e -> {
                button.setSelected(true);
                onChoose.accept(place);
            });
            buttons.put(place.id(), button);
            getChildren().add(button);
        }
    }

    private static void lock(ToggleButton button, Place place, String name) {
        FontIcon lock = Controls.icon(Feather.LOCK);
        lock.getStyleClass().add("rail-lock");
        HBox icons = new HBox(Controls.icon(place.icon()), lock);
        icons.setMaxWidth(USE_PREF_SIZE);
        button.setGraphic(icons);
        button.setAccessibleText(name);
    }

    void select(Place place) {
        buttons.get(place.id()).setSelected(true);
    }
}
