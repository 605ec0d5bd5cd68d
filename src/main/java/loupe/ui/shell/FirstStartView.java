package loupe.ui.shell;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import loupe.domain.InspectionFault;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** The page of the first start: what happens, how far it is, and the good parts that are being learned. */
final class FirstStartView extends StackPane {
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");
    private static final PseudoClass ACTIVE = PseudoClass.getPseudoClass("active");

    private final FirstStartViewModel model;
    private final Texts texts;
    private final ContactSheet sheet;
    private final ProgressBar bar = new ProgressBar(0);
    private final Label left = Controls.label("", "text-muted");
    private final Map<FirstStartViewModel.Step, Label> steps = new EnumMap<>(FirstStartViewModel.Step.class);
    private final Banner banner;
    private final Button cancel;
    private final Button again;

    FirstStartView(FirstStartViewModel model, ContactSheet sheet, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.sheet = sheet;
        this.banner = new Banner(texts.locale());
        this.cancel = Controls.button(Feather.X, texts.get("first.cancel"), model::cancel);
        this.again = Controls.button(Feather.PLAY, texts.get("first.again"), model::start);
        again.getStyleClass().add("accent");
        getStyleClass().add("first-start");
        Label title = Controls.label(texts.get("first.title"), "first-title");
        Label intro = Controls.label(texts.get("first.intro"), "first-intro");
        intro.setWrapText(true);
        intro.setMinHeight(USE_PREF_SIZE);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(texts.get("first.title"));
        HBox below = new HBox(10, left, Controls.spacer(), again, cancel);
        below.setAlignment(Pos.CENTER_LEFT);
        VBox page = new VBox(18, title, intro, stepRow(), bar, sheet, banner, below);
        page.setMaxSize(734, USE_PREF_SIZE);
        getChildren().add(page);
        model.stateProperty().addListener(o -> refresh());
        model.faultProperty().addListener(o -> refresh());
        model.runningProperty().addListener(o -> refresh());
        refresh();
    }

    private HBox stepRow() {
        HBox row = new HBox(10);
        row.setAlignment(Pos.CENTER_LEFT);
        for (FirstStartViewModel.Step step : FirstStartViewModel.Step.values()) {
            Label number = Controls.label(String.valueOf(step.number), "step-number");
            Label word = Controls.label(texts.get("first.step." + step.name()), "step");
            word.setGraphic(number);
            word.setMinWidth(USE_PREF_SIZE);
            steps.put(step, word);
            row.getChildren().add(word);
            if (step != FirstStartViewModel.Step.WRITE) {
                StackPane line = new StackPane();
                line.getStyleClass().add("step-line");
                HBox.setHgrow(line, javafx.scene.layout.Priority.ALWAYS);
                row.getChildren().add(line);
            }
        }
        return row;
    }

    private void refresh() {
        FirstStartViewModel.State now = model.stateProperty().get();
        steps.forEach((step, label) -> {
            boolean done = step.number < now.step().number;
            label.pseudoClassStateChanged(DONE, done);
            label.pseudoClassStateChanged(ACTIVE, step == now.step());
            ((Label) label.getGraphic()).setText(done ? "✓" : String.valueOf(step.number));
        });
        bar.setProgress(now.share());
        left.setText(words(now));
        sheet.show(now.seen(), now.of());
        Optional<InspectionFault> fault = model.faultProperty().get();
        banner.show(model.wasCancelled() ? Optional.empty() : fault);
        boolean running = model.runningProperty().get();
        cancel.setVisible(running);
        cancel.setManaged(running);
        again.setVisible(!running && fault.isPresent());
        again.setManaged(again.isVisible());
    }

    private String words(FirstStartViewModel.State now) {
        if (model.wasCancelled()) {
            return texts.get("first.cancelled");
        }
        String parts = now.of() > 0 ? texts.get("first.parts", now.seen(), now.of()) : "";
        return now.secondsLeft() < 0
                ? parts
                : parts + " · " + texts.get("first.left", Math.max(1, Math.round(now.secondsLeft())));
    }
}
