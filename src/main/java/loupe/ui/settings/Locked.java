package loupe.ui.settings;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import loupe.access.Task;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Stands where somebody with another role would find controls. */
final class Locked {
    private Locked() {}

    static HBox note(Task task, Runnable onSignIn, Texts texts) {
        Label why = Controls.label(
                texts.get("signIn.needs", texts.get("role." + task.least().name())), "text-muted");
        why.setGraphic(Controls.icon(Feather.LOCK));
        Button enter = Controls.button(Feather.LOG_IN, texts.get("signIn.enter"), onSignIn);
        HBox note = new HBox(14, why, enter);
        note.setAlignment(Pos.CENTER_LEFT);
        return note;
    }
}
