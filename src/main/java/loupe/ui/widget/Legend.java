package loupe.ui.widget;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import loupe.imaging.HeatMapStyle;

/**
 * What the heat map's colours mean: a fixed scale from the median good part over the limit to twice the limit, or the
 * classes of defects with how many there are.
 */
public final class Legend extends VBox {
    private static final int STOPS = 24;

    private final Region ramp = new Region();
    private final VBox scale;
    private final VBox kinds;
    private final ClassSwatches swatches;
    private boolean classColours;
    private boolean told;

    public Legend(Texts texts) {
        getStyleClass().addAll("floating", "legend");
        ramp.getStyleClass().add("ramp");
        BorderPane words = new BorderPane();
        words.setLeft(Controls.label(texts.get("legend.good"), "legend-word"));
        words.setCenter(Controls.label(texts.get("legend.limit"), "legend-word"));
        words.setRight(Controls.label(texts.get("legend.twice"), "legend-word"));
        scale = new VBox(4, Controls.label(texts.get("legend.title"), "legend-title"), ramp, words);
        swatches = new ClassSwatches(texts);
        kinds = new VBox(4, Controls.label(texts.get("legend.classes"), "legend-title"), swatches);
        getChildren().addAll(scale, kinds);
        refresh();
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setMouseTransparent(true);
    }

    /** Tells the classes of a picture, if its model does; a picture without a map changes nothing. */
    public void show(Optional<Picture> picture) {
        picture.filter(p -> p.heat().isPresent() || p.hasClasses()).ifPresent(p -> {
            told = p.hasClasses();
            swatches.show(p.classes());
            refresh();
        });
    }

    private void refresh() {
        Controls.show(told, kinds);
        Controls.show(!told || !classColours, scale);
    }

    /** Shows the colours of a style. */
    public void show(HeatMapStyle style) {
        classColours = style.classColours();
        refresh();
        List<Stop> stops = new ArrayList<>();
        for (int i = 0; i <= STOPS; i++) {
            double place = i / (double) STOPS;
            int argb = style.argb(place * HeatMapStyle.TOP);
            stops.add(new Stop(place, Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff)));
        }
        LinearGradient gradient = new LinearGradient(0, 0, 1, 0, true, CycleMethod.NO_CYCLE, stops);
        ramp.setBackground(new Background(new BackgroundFill(gradient, new CornerRadii(4), Insets.EMPTY)));
    }
}
