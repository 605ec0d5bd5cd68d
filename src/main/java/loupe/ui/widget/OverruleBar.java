package loupe.ui.widget;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;

/** Two buttons and a reason: a person’s word on the part in view. */
public final class OverruleBar extends HBox {
    /** Takes what a person said. */
    public interface Listener {
        void say(boolean good, String reason);
    }

    private final Listener listener;
    private final TextField reason = new TextField();

    public OverruleBar(Texts texts, Listener listener) {
        super(8);
        this.listener = listener;
        reason.setPromptText(texts.get("overrule.reason"));
        reason.setAccessibleText(texts.get("overrule.reason"));
        setHgrow(reason, Priority.ALWAYS);
        Button good = Controls.button(Feather.THUMBS_UP, texts.get("overrule.goodKey"), () -> say(true));
        Button bad = Controls.button(Feather.THUMBS_DOWN, texts.get("overrule.badKey"), () -> say(false));
        good.setMinWidth(USE_PREF_SIZE);
        bad.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(good, bad, reason);
        setAlignment(Pos.CENTER_LEFT);
    }

    /** For the keys: hands over the word with the reason typed, and forgets the reason. */
    public void say(boolean good) {
        listener.say(good, reason.getText());
        reason.clear();
    }
}
