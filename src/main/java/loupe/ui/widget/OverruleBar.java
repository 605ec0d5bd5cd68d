package loupe.ui.widget;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;

/** A person’s word on the part in view: two buttons and a reason for the journal, one button for the sample set. */
public final class OverruleBar extends HBox {
    /** Takes what a person said. */
    public interface Listener {
        void say(boolean good, String reason);
    }

    /** Width, pixels, from which all three words leave room for a reason. */
    private static final double WIDE = 520;

    private final Listener listener;
    private final TextField reason = new TextField();

    /** {@code wrong} hears that the part is to go into the sample set of its recipe. */
    public OverruleBar(Texts texts, Listener listener, Runnable wrong) {
        super(8);
        this.listener = listener;
        reason.setPromptText(texts.get("overrule.reason"));
        reason.setAccessibleText(texts.get("overrule.reason"));
        setHgrow(reason, Priority.ALWAYS);
        Button good = Controls.button(Feather.THUMBS_UP, texts.get("overrule.goodKey"), () -> say(true));
        Button bad = Controls.button(Feather.THUMBS_DOWN, texts.get("overrule.badKey"), () -> say(false));
        good.setMinWidth(USE_PREF_SIZE);
        bad.setMinWidth(USE_PREF_SIZE);
        Button sample = wrongButton(texts, wrong);
        widthProperty()
                .addListener((o, old, now) -> sample.setContentDisplay(
                        now.doubleValue() < WIDE ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT));
        getChildren().addAll(good, bad, reason, sample);
        setAlignment(Pos.CENTER_LEFT);
    }

    /** “This verdict is wrong”: the same button on every screen that shows a part. */
    public static Button wrongButton(Texts texts, Runnable wrong) {
        Button button = Controls.button(Feather.FLAG, texts.get("wrong.key"), wrong);
        button.setTooltip(new Tooltip(texts.get("wrong.key.tip")));
        button.setMinWidth(USE_PREF_SIZE);
        button.getStyleClass().add("wrong-verdict");
        return button;
    }

    /** For the keys: hands over the word with the reason typed, and forgets the reason. */
    public void say(boolean good) {
        listener.say(good, reason.getText());
        reason.clear();
    }
}
