package loupe.ui.widget;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import loupe.domain.DefectClass;
import loupe.imaging.ClassColours;

/** Classes with colour, name and how many regions of them a part has. JavaFX thread. */
public final class ClassSwatches extends VBox {
    private static final double SIDE = 12;

    private final Texts texts;
    private final List<Label> numbers = new ArrayList<>();
    private List<DefectClass> shown = List.of();

    public ClassSwatches(Texts texts) {
        super(3);
        this.texts = texts;
    }

    /** A square in the colour of a class. */
    public static Rectangle swatch(DefectClass kind) {
        int argb = ClassColours.argb(kind);
        Rectangle square = new Rectangle(SIDE, SIDE, Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff));
        square.getStyleClass().add("class-swatch");
        return square;
    }

    /** Shows the classes in the order given; those without regions step back. */
    public void show(Map<DefectClass, Integer> counts) {
        List<DefectClass> kinds = List.copyOf(counts.keySet());
        if (!kinds.equals(shown)) {
            shown = kinds;
            numbers.clear();
            getChildren().setAll(kinds.stream().map(this::row).toList());
        }
        for (int i = 0; i < kinds.size(); i++) {
            int count = counts.get(kinds.get(i));
            numbers.get(i).setText(texts.integer(count));
            getChildren().get(i).setOpacity(count == 0 ? 0.55 : 1);
            getChildren().get(i).setAccessibleText(kinds.get(i).name() + " " + texts.integer(count));
        }
    }

    private HBox row(DefectClass kind) {
        Label name = Controls.label(kind.name(), "class-name");
        name.setMinWidth(0);
        Label number = Controls.label("", "class-count");
        number.setMinWidth(USE_PREF_SIZE);
        numbers.add(number);
        HBox row = new HBox(7, swatch(kind), name, Controls.spacer(), number);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
