package loupe.ui.widget;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import loupe.domain.Outcome;

/** A small picture of a part, framed by its outcome, that can be chosen by mouse or key. */
public final class PartThumbnail extends Button {
    private static final PseudoClass HELD = PseudoClass.getPseudoClass("held");

    private final ImageView view = new ImageView();
    private final Label caption = Controls.label("", "thumbnail-caption");
    private final OutcomeShape shape = new OutcomeShape(12);

    /** A thumbnail for pictures of at most this size, in pixels. */
    public PartThumbnail(double width, double height) {
        StackPane stack = new StackPane(view, caption, shape);
        StackPane.setAlignment(caption, Pos.BOTTOM_LEFT);
        StackPane.setAlignment(shape, Pos.TOP_RIGHT);
        stack.getStyleClass().add("thumbnail-stack");
        stack.setMinSize(width, height);
        stack.setPrefSize(width, height);
        stack.setMaxSize(width, height);
        shape.setVisible(false);
        caption.setVisible(false);
        setGraphic(stack);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        getStyleClass().setAll("part-thumbnail", "none");
    }

    /** Shows a part; {@code selected} marks the one that is held. */
    public void show(Image picture, Optional<Outcome> outcome, String text, boolean selected) {
        view.setImage(picture);
        caption.setText(text);
        caption.setVisible(!text.isEmpty());
        shape.show(outcome);
        shape.setVisible(outcome.filter(o -> o != Outcome.PASS).isPresent());
        Controls.restyle(this, "part-thumbnail", OutcomeShape.styleClass(outcome));
        pseudoClassStateChanged(HELD, selected);
    }
}
