package loupe.ui.widget;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import loupe.samples.Reading.Choice;
import loupe.samples.Reading.Unclear;
import org.kordamp.ikonli.feather.Feather;

/** Asks how a dropped folder is meant; each answer is a button. Gone while there is no question. */
public final class QuestionBar extends HBox {
    private final ObservableValue<Optional<Unclear>> question;
    private final Consumer<Choice> onAnswer;
    private final Texts texts;
    private final Label words = Controls.label("", "question-words");
    private final Label folder = Controls.label("", "text-muted");
    private final FlowPane answers = new FlowPane(8, 8);

    /** {@code onLeave} hears that nobody wants to answer. */
    public QuestionBar(
            ObservableValue<Optional<Unclear>> question, Consumer<Choice> onAnswer, Runnable onLeave, Texts texts) {
        super(14);
        this.question = question;
        this.onAnswer = onAnswer;
        this.texts = texts;
        getStyleClass().add("question-bar");
        setAlignment(Pos.CENTER_LEFT);
        words.setWrapText(true);
        VBox asked = new VBox(4, words, folder, answers);
        setHgrow(asked, Priority.ALWAYS);
        Button leave = Controls.button(Feather.X, texts.get("question.leave"), onLeave);
        leave.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(Controls.icon(Feather.HELP_CIRCLE), asked, leave);
        Follow.changes(this, question, this::refresh);
        refresh();
    }

    private void refresh() {
        setVisible(question.getValue().isPresent());
        setManaged(isVisible());
        question.getValue().ifPresent(this::ask);
    }

    private void ask(Unclear unclear) {
        words.setText(texts.get("question." + unclear.question()));
        folder.setText(unclear.folder().toString());
        answers.getChildren()
                .setAll(unclear.choices().stream().map(this::button).toList());
    }

    private Button button(Choice choice) {
        String text = texts.get("answer." + choice.kind(), choice.name());
        Button button = Controls.button(Feather.CHEVRON_RIGHT, text, () -> onAnswer.accept(choice));
        button.getStyleClass().add("answer");
        return button;
    }
}
