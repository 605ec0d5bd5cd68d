package loupe.ui.widget;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import loupe.domain.Outcome;

/** The one dominant thing on a screen: shape, word and colour of a verdict, readable across a hall and in grey. */
public final class VerdictCard extends VBox {
    private static final PseudoClass LONG = PseudoClass.getPseudoClass("long");

    private final OutcomeShape shape = new OutcomeShape(44);
    private final Label word = new Label();
    private final Label detail = new Label();

    public VerdictCard() {
        word.getStyleClass().add("verdict-word");
        detail.getStyleClass().add("verdict-detail");
        detail.setWrapText(true);
        detail.setMinHeight(USE_PREF_SIZE);
        setAlignment(Pos.CENTER);
        getChildren().addAll(shape, word, detail);
        setAccessibleRole(AccessibleRole.TEXT);
        setFocusTraversable(false);
        getStyleClass().setAll("verdict-card", "none");
    }

    /** Shows a verdict; {@code outcome} is empty while nothing was judged. */
    public void show(Optional<Outcome> outcome, String wordText, String detailText) {
        shape.show(outcome);
        Controls.restyle(this, "verdict-card", OutcomeShape.styleClass(outcome));
        word.setText(wordText);
        detail.setText(detailText);
        word.pseudoClassStateChanged(LONG, wordText.length() > 8);
        setAccessibleText(wordText + " " + detailText);
    }
}
