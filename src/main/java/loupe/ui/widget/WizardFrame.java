package loupe.ui.widget;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/** A wizard's frame: title and steps above, one page, back and next below; Alt ← and Alt → turn the page. */
public final class WizardFrame extends BorderPane {
    private final Label title = Controls.label("", "wizard-title");
    private final Stepper stepper;
    private final Button back;
    private final Button next;

    /** What a button or its key does. */
    public record Turn(String word, Runnable action) {}

    /** {@code onChoose} hears the index of a step somebody wants to go to; {@code nextId} finds the next button. */
    public WizardFrame(List<String> steps, IntConsumer onChoose, Turn backwards, Turn onwards, String nextId) {
        this.stepper = new Stepper(steps, onChoose);
        this.back = Controls.button(Feather.CHEVRON_LEFT, backwards.word(), backwards.action());
        this.next = Controls.button(Feather.CHEVRON_RIGHT, onwards.word(), onwards.action());
        title.setMinWidth(0);
        back.setTooltip(new Tooltip(backwards.word() + " (Alt ←)"));
        next.setTooltip(new Tooltip(onwards.word() + " (Alt →)"));
        next.getStyleClass().add("accent");
        next.setContentDisplay(ContentDisplay.RIGHT);
        next.setId(nextId);
        setTop(row("wizard-head", 22, title, stepper));
        setBottom(row("wizard-foot", 10, Controls.spacer(), back, next));
        addEventHandler(KeyEvent.KEY_PRESSED, e -> turn(e, backwards.action(), onwards.action()));
    }

    private static HBox row(String style, double gap, Node... content) {
        HBox row = new HBox(gap, content);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add(style);
        return row;
    }

    private static void turn(KeyEvent e, Runnable backwards, Runnable onwards) {
        if (e.isAltDown() && (e.getCode() == KeyCode.LEFT || e.getCode() == KeyCode.RIGHT)) {
            (e.getCode() == KeyCode.LEFT ? backwards : onwards).run();
            e.consume();
        }
    }

    /** Puts something more at the right of the title and steps. */
    public void addTool(Node tool) {
        ((HBox) getTop()).getChildren().addAll(Controls.spacer(), tool);
    }

    /** Shows a step's page; a page that comes into view gets the focus. */
    public void show(String name, int step, Node page) {
        title.setText(name);
        stepper.show(step);
        if (getCenter() != page) {
            setCenter(page);
            page.requestFocus();
        }
    }

    /** The steps cannot be chosen while something is under way. */
    public void setBusy(boolean busy) {
        stepper.setDisable(busy);
    }

    public Button back() {
        return back;
    }

    public Button next() {
        return next;
    }
}
