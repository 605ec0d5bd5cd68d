package loupe.ui.widget;

import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import loupe.imaging.HeatMapStyle;
import loupe.imaging.Palette;

/** Floating over a picture: how much heat map, contours or not, which colours. */
public final class OverlayTools extends HBox {
    private final CheckBox contour;
    private final CheckBox classes;

    public OverlayTools(ObjectProperty<HeatMapStyle> style, Texts texts) {
        super(10);
        getStyleClass().addAll("floating", "overlay-tools");
        setAlignment(Pos.CENTER_LEFT);
        Slider slider = new Slider(0, 1, style.get().opacity());
        slider.setPrefWidth(100);
        slider.setBlockIncrement(0.1);
        slider.setAccessibleText(texts.get("overlay.opacity"));
        slider.valueProperty()
                .addListener((o, old, now) -> style.set(style.get().withOpacity(now.doubleValue())));
        contour = new CheckBox(texts.get("overlay.contour"));
        contour.setSelected(style.get().contour());
        contour.selectedProperty()
                .addListener((o, old, now) -> style.set(style.get().withContour(now)));
        classes = new CheckBox(texts.get("overlay.classes"));
        classes.setSelected(style.get().classColours());
        classes.setMinWidth(USE_PREF_SIZE);
        classes.selectedProperty()
                .addListener((o, old, now) -> style.set(style.get().withClassColours(now)));
        Controls.show(false, classes);
        ComboBox<Palette> palette = palettes(style, texts);
        Follow.changes(this, style, () -> {
            slider.setValue(style.get().opacity());
            contour.setSelected(style.get().contour());
            classes.setSelected(style.get().classColours());
            palette.setValue(style.get().palette());
        });
        Label name = Controls.label(texts.get("overlay.heatMap"));
        name.setMinWidth(USE_PREF_SIZE);
        contour.setMinWidth(USE_PREF_SIZE);
        slider.setMinWidth(36); // the slider gives way first
        palette.setMinWidth(92);
        getChildren().addAll(name, slider, contour, classes, palette);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    }

    /** Offers the colours of classes where a model tells some apart. */
    public void show(Optional<Picture> picture) {
        picture.filter(p -> p.heat().isPresent()).ifPresent(p -> Controls.show(p.hasClasses(), classes));
    }

    /** Offers contours, or not where nobody knows at which value to draw them. */
    public void offerContour(boolean on) {
        Controls.show(on, contour);
    }

    private static ComboBox<Palette> palettes(ObjectProperty<HeatMapStyle> style, Texts texts) {
        ComboBox<Palette> box = new ComboBox<>();
        box.getItems().addAll(Palette.values());
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(Palette palette) {
                return palette == null ? "" : texts.get("palette." + palette.name());
            }

            @Override
            public Palette fromString(String text) {
                return null;
            }
        });
        box.setValue(style.get().palette());
        box.setAccessibleText(texts.get("overlay.palette"));
        box.valueProperty().addListener((o, old, now) -> style.set(style.get().withPalette(now)));
        return box;
    }

    /** For the key: contours on or off. */
    public static void toggleContour(ObjectProperty<HeatMapStyle> style) {
        style.set(style.get().withContour(!style.get().contour()));
    }
}
