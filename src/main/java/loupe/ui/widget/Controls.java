package loupe.ui.widget;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Makes the small things every screen has: each with an icon, an accessible name and, where it helps, a tooltip. */
public final class Controls {
    private Controls() {}

    public static FontIcon icon(Ikon ikon) {
        return new FontIcon(ikon);
    }

    /** A button with icon and word. */
    public static Button button(Ikon ikon, String text, Runnable action) {
        Button button = new Button(text, icon(ikon));
        return prepare(button, text, action);
    }

    /** A button that is only an icon; the text is its accessible name and tooltip. */
    public static Button iconButton(Ikon ikon, String text, Runnable action) {
        Button button = new Button("", icon(ikon));
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.getStyleClass().add("button-icon");
        button.setTooltip(new Tooltip(text));
        return prepare(button, text, action);
    }

    public static ToggleButton toggle(Ikon ikon, String text) {
        ToggleButton button = new ToggleButton(text, icon(ikon));
        button.setAccessibleText(text);
        return button;
    }

    private static <B extends ButtonBase> B prepare(B button, String name, Runnable action) {
        button.setAccessibleText(name);
        button.setOnAction(e -> action.run());
        return button;
    }

    /** A label with style classes of the theme ("text-muted", …) or our own. */
    public static Label label(String text, String... styleClasses) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    /** Gives a node exactly these style classes; nothing is laid out anew when it has them already. */
    public static void restyle(Node node, String... styleClasses) {
        List<String> wanted = List.of(styleClasses);
        if (!node.getStyleClass().equals(wanted)) {
            node.getStyleClass().setAll(wanted);
        }
    }

    /** Shows nodes, or takes them away without leaving room. */
    public static void show(boolean on, Node... nodes) {
        for (Node node : nodes) {
            node.setVisible(on);
            node.setManaged(on);
        }
    }

    /** Takes up what is left in a row. */
    public static Region spacer() {
        Region region = new Region();
        HBox.setHgrow(region, Priority.ALWAYS);
        return region;
    }
}
