package loupe.ui.widget;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Framed groups with a quiet title. */
public final class Cards {
    private Cards() {}

    /** Content under a title. */
    public static VBox card(String title, Node... content) {
        VBox card = new VBox(Controls.label(title, "card-title"));
        card.getStyleClass().add("panel-card");
        card.getChildren().addAll(content);
        return card;
    }

    /** A label that grows downwards. */
    public static Label wrapped(String... styleClasses) {
        Label label = Controls.label("", styleClasses);
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }
}
