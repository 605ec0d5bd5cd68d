package loupe.ui.shell;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import loupe.app.WrongVerdicts.Judged;
import loupe.ui.shell.Corrections.Ask;
import loupe.ui.shell.Corrections.Done;
import loupe.ui.shell.Corrections.Failed;
import loupe.ui.shell.Corrections.Note;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** Says that a part went into the sample set, with undo, or asks what it is. Gone while there is nothing to say. */
final class CorrectionBar extends HBox {
    private final Corrections corrections;
    private final Texts texts;

    CorrectionBar(Corrections corrections, Texts texts) {
        super(10);
        this.corrections = corrections;
        this.texts = texts;
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("correction-bar");
        Follow.changes(this, corrections.noteProperty(), this::refresh);
        refresh();
    }

    private void refresh() {
        Optional<Note> note = corrections.noteProperty().get();
        setVisible(note.isPresent());
        setManaged(note.isPresent());
        note.ifPresent(n -> getChildren().setAll(content(n)));
    }

    private List<Node> content(Note note) {
        Node close = button(Feather.X, texts.get("notice.close"), corrections::close);
        if (note instanceof Done done) {
            boolean good = done.correction().after().isGood();
            String set = done.correction().store().name();
            return List.of(
                    Controls.icon(good ? Feather.CHECK : Feather.X),
                    words(texts.get(good ? "wrong.good" : "wrong.bad", set)),
                    Controls.spacer(),
                    button(Feather.CORNER_UP_LEFT, texts.get("wrong.undo"), () -> corrections.undo(done.correction())),
                    close);
        }
        if (note instanceof Ask ask) {
            Judged part = ask.part();
            return List.of(
                    Controls.icon(Feather.HELP_CIRCLE),
                    words(texts.get("wrong.ask", part.number())),
                    Controls.spacer(),
                    button(Feather.CHECK, texts.get("wrong.isGood"), () -> corrections.correct(part, true)),
                    button(Feather.X, texts.get("wrong.isBad"), () -> corrections.correct(part, false)),
                    close);
        }
        Banner banner = new Banner(texts.locale());
        banner.show(Optional.of(((Failed) note).fault()));
        return List.of(banner, Controls.spacer(), close);
    }

    private static Label words(String text) {
        return Controls.label(text, "correction-words");
    }

    private static Button button(Ikon icon, String text, Runnable action) {
        Button button = Controls.button(icon, text, action);
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }
}
