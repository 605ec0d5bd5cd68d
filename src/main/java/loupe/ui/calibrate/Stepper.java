package loupe.ui.calibrate;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Texts;

/** The pages as numbered steps; those behind can be gone back to. */
final class Stepper extends HBox {
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");
    private static final PseudoClass ACTIVE = PseudoClass.getPseudoClass("active");

    private final Map<Step, Button> buttons = new EnumMap<>(Step.class);

    Stepper(Texts texts, Consumer<Step> onChoose) {
        super(8);
        setAlignment(Pos.CENTER_LEFT);
        for (Step step : Step.values()) {
            if (step != Step.SAMPLES) {
                Region line = new Region();
                line.getStyleClass().add("step-line");
                line.setPrefWidth(26);
                line.setMinWidth(6);
                getChildren().add(line);
            }
            Label number = Controls.label("", "step-number");
            Button button = new Button(texts.get("wizard.step." + step), number);
            button.getStyleClass().setAll("step", "step-button");
            button.setOnAction(e -> onChoose.accept(step));
            button.setMinWidth(USE_PREF_SIZE);
            buttons.put(step, button);
            getChildren().add(button);
        }
    }

    void show(Step now) {
        buttons.forEach((step, button) -> {
            boolean done = step.compareTo(now) < 0;
            button.pseudoClassStateChanged(DONE, done);
            button.pseudoClassStateChanged(ACTIVE, step == now);
            ((Label) button.getGraphic()).setText(done ? "✓" : String.valueOf(step.number));
            button.setFocusTraversable(done);
        });
    }
}
