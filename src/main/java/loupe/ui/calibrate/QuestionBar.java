package loupe.ui.calibrate;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import loupe.samples.Reading.Choice;
import loupe.samples.Reading.Unclear;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Asks how a dropped folder is meant; each answer is a button. Gone while there is no question. */
final class QuestionBar extends HBox {
    private final SampleArrivals arrivals;
    private final Texts texts;
    private final Label words = Controls.label("", "question-words");
    private final Label folder = Controls.label("", "text-muted");
    private final FlowPane answers = new FlowPane(8, 8);

    QuestionBar(SampleArrivals arrivals, Texts texts) {
        super(14);
        this.arrivals = arrivals;
        this.texts = texts;
        getStyleClass().add("question-bar");
        setAlignment(Pos.CENTER_LEFT);
        words.setWrapText(true);
        VBox asked = new VBox(4, words, folder, answers);
        setHgrow(asked, Priority.ALWAYS);
        Button leave = Controls.button(Feather.X, texts.get("samples.question.leave"), arrivals::forgetQuestion);
        leave.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(Controls.icon(Feather.HELP_CIRCLE), asked, leave);
        Follow.changes(this, arrivals.questionProperty(), this::refresh);
        refresh();
    }

    private void refresh() {
        setVisible(arrivals.questionProperty().get().isPresent());
        setManaged(isVisible());
        arrivals.questionProperty().get().ifPresent(this::ask);
    }

    private void ask(Unclear unclear) {
        words.setText(texts.get("samples.question." + unclear.question()));
        folder.setText(unclear.folder().toString());
        answers.getChildren()
                .setAll(unclear.choices().stream().map(this::button).toList());
    }

    private Button button(Choice choice) {
        String text = texts.get("samples.answer." + choice.kind(), choice.name());
        Button button = Controls.button(Feather.CHEVRON_RIGHT, text, () -> arrivals.answer(choice));
        button.getStyleClass().add("answer");
        return button;
    }
}
