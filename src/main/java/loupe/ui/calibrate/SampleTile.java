package loupe.ui.calibrate;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import loupe.domain.Outcome;
import loupe.samples.SampleCard;
import loupe.ui.widget.Controls;
import loupe.ui.widget.OutcomeShape;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** One sample in the grid: picture, label as shape, word and colour, and signs for what is special about it. */
final class SampleTile extends VBox {
    static final double WIDTH = 168;
    static final double HEIGHT = 164;
    static final int PICTURE_WIDTH = 156;
    static final int PICTURE_HEIGHT = 116;

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass FOCUS = PseudoClass.getPseudoClass("focus-here");

    private final Texts texts;
    private final ImageView view = new ImageView();
    private final Label trouble = Controls.label("", "tile-trouble");
    private final Label name = Controls.label("", "tile-name");
    private final OutcomeShape shape = new OutcomeShape(11);
    private final Label word = Controls.label("", "tile-word");
    private final Label alike = Controls.label("", "tile-badge");
    private final Label mask = Controls.label("", "tile-badge");

    SampleTile(Texts texts) {
        this.texts = texts;
        alike.setGraphic(Controls.icon(Feather.COPY));
        mask.setGraphic(Controls.icon(Feather.EDIT_3));
        HBox badges = new HBox(3, mask, alike);
        badges.setAlignment(Pos.TOP_RIGHT);
        badges.setPickOnBounds(false);
        trouble.setWrapText(true);
        trouble.setMaxWidth(PICTURE_WIDTH - 8);
        StackPane picture = new StackPane(view, trouble, badges);
        picture.getStyleClass().add("tile-picture");
        picture.setMinSize(PICTURE_WIDTH, PICTURE_HEIGHT);
        picture.setMaxSize(PICTURE_WIDTH, PICTURE_HEIGHT);
        HBox label = new HBox(5, shape, word);
        label.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(picture, name, label);
        getStyleClass().add("sample-tile");
        setAccessibleRole(AccessibleRole.LIST_ITEM);
        setMouseTransparent(true);
    }

    /** How a sample stands in the grid. */
    record State(boolean chosen, boolean focused, int alike, Optional<String> trouble) {}

    void show(SampleCard card, Optional<Image> picture, State state) {
        view.setImage(picture.orElse(null));
        trouble.setText(state.trouble().orElse(""));
        trouble.setVisible(state.trouble().isPresent());
        name.setText(card.name());
        shape.show(outcome(card));
        word.setText(word(card, texts));
        alike.setText(Integer.toString(state.alike()));
        alike.setVisible(state.alike() > 0);
        alike.setManaged(state.alike() > 0);
        mask.setVisible(card.masked());
        mask.setManaged(card.masked());
        Controls.restyle(this, "sample-tile", OutcomeShape.styleClass(outcome(card)));
        pseudoClassStateChanged(CHOSEN, state.chosen());
        pseudoClassStateChanged(FOCUS, state.focused());
        setAccessibleText(card.name() + ", " + word.getText());
    }

    /** The sign of a label: that of the verdict it should lead to. */
    static Optional<Outcome> outcome(SampleCard card) {
        if (!card.isLabelled()) {
            return Optional.empty();
        }
        return Optional.of(card.isGood() ? Outcome.PASS : Outcome.FAIL);
    }

    static String word(SampleCard card, Texts texts) {
        if (!card.isLabelled()) {
            return texts.get("samples.unlabelled");
        }
        if (card.isGood()) {
            return texts.get(card.training() ? "samples.goodTraining" : "samples.good");
        }
        return card.type().equals(SamplesViewModel.ANY_DEFECT) ? texts.get("samples.bad") : card.type();
    }
}
