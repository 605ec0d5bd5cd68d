package loupe.ui.widget;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** The pages of a wizard as numbered steps; those behind can be gone back to. */
public final class Stepper extends HBox {
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");
    private static final PseudoClass ACTIVE = PseudoClass.getPseudoClass("active");

    private final List<Button> buttons = new ArrayList<>();

    /** {@code onChoose} hears the index of a step that somebody wants to go to. */
    public Stepper(List<String> words, IntConsumer onChoose) {
        super(8);
        setAlignment(Pos.CENTER_LEFT);
        for (int i = 0; i < words.size(); i++) {
            if (i > 0) {
                Region line = new Region();
                line.getStyleClass().add("step-line");
                line.setPrefWidth(26);
                line.setMinWidth(6);
                getChildren().add(line);
            }
            int step = i;
            Button button = new Button(words.get(i), Controls.label("", "step-number"));
            button.getStyleClass().setAll("step", "step-button");
            button.setOnAction(e -> onChoose.accept(step));
            button.setMinWidth(USE_PREF_SIZE);
            buttons.add(button);
            getChildren().add(button);
        }
    }

    /** Marks the step in work. */
    public void show(int now) {
        for (int i = 0; i < buttons.size(); i++) {
            Button button = buttons.get(i);
            boolean done = i < now;
            button.pseudoClassStateChanged(DONE, done);
            button.pseudoClassStateChanged(ACTIVE, i == now);
            ((Label) button.getGraphic()).setText(done ? "✓" : String.valueOf(i + 1));
            button.setFocusTraversable(done);
        }
    }
}
