package loupe.ui.teach;

import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import loupe.domain.Image;
import loupe.ui.teach.LessonViewModel.Learning;
import loupe.ui.teach.LessonViewModel.State;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Cards;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.FxImages;
import loupe.ui.widget.Sparkline;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Teaching: phase, how long it takes, loss, preview, cancel. Binds only. */
final class TeachingPage extends StackPane {
    private static final int PREVIEW = 264;

    private final TeachViewModel screen;
    private final LessonViewModel model;
    private final Texts texts;
    private final Label title = Controls.label("", "drop-title");
    private final Label phase = Cards.wrapped();
    private final ProgressBar bar = new ProgressBar(0);
    private final Label elapsed = Controls.label("", "text-muted");
    private final Label left = Controls.label("", "text-muted");
    private final Button cancel;
    private final HBox ask;
    private final HBox after;
    private final Button again;
    private final Label stopped = Cards.wrapped("text-muted");
    private final Banner banner;
    private final Sparkline loss = new Sparkline(LessonViewModel.LOSSES);
    private final Label lossWords = Controls.label("", "text-muted");
    private final ImageView preview = new ImageView();
    private final VBox learning;
    private Optional<Image> shown = Optional.empty();

    TeachingPage(TeachViewModel screen, Texts texts) {
        this.screen = screen;
        this.model = screen.lesson();
        this.texts = texts;
        this.banner = new Banner(texts.locale());
        this.cancel = Controls.button(Feather.X, texts.get("teach.cancel"), model::wantsToStop);
        cancel.setId("teach-cancel");
        phase.setId("teach-phase");
        this.again = Controls.button(Feather.PLAY, texts.get("teaching.again"), this::again);
        again.setId("teach-again");
        again.getStyleClass().add("accent");
        this.ask = ask();
        this.after =
                new HBox(10, again, Controls.button(Feather.CHEVRON_LEFT, texts.get("teaching.other"), screen::back));
        this.learning = learning();
        getStyleClass().add("scoring-page");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setMinHeight(USE_PREF_SIZE);
        bar.setAccessibleText(texts.get("step.TEACHING"));
        title.setGraphic(Controls.icon(Feather.CPU));
        title.setGraphicTextGap(12);
        HBox below = new HBox(18, elapsed, left, Controls.spacer(), cancel);
        below.setAlignment(Pos.CENTER_LEFT);
        Label live = Cards.wrapped("proof-note");
        live.setText(texts.get("teaching.live"));
        VBox card = new VBox(14, title, phase, bar, below, ask, banner, stopped, after, learning, live);
        card.getStyleClass().addAll("panel-card", "scoring-card");
        card.setMaxSize(820, USE_PREF_SIZE);
        getChildren().add(card);
        Follow.changes(this, model.stateProperty(), this::refresh);
        Follow.changes(this, model.learningProperty(), this::refreshLearning);
        Follow.changes(this, model.faultProperty(), this::refresh);
        Follow.changes(this, model.standProperty(), this::refresh);
        Follow.changes(this, model.askingProperty(), this::refresh);
        refresh();
        refreshLearning();
    }

    /** What is lost when it ends now. */
    private HBox ask() {
        Label words = Cards.wrapped("question-words");
        words.setText(texts.get("teaching.ask"));
        HBox.setHgrow(words, Priority.ALWAYS);
        Button stop = Controls.button(Feather.X, texts.get("teaching.stop"), model::stop);
        stop.setId("teach-stop");
        stop.getStyleClass().add("danger");
        Button goOn = Controls.button(Feather.PLAY, texts.get("teaching.goOn"), model::goOn);
        HBox row = new HBox(12, words, goOn, stop);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("question-bar");
        stop.setMinWidth(USE_PREF_SIZE);
        goOn.setMinWidth(USE_PREF_SIZE);
        return row;
    }

    private VBox learning() {
        loss.getStyleClass().add("loss-line");
        loss.setAccessibleText(texts.get("teaching.loss"));
        loss.setPrefHeight(84);
        preview.setId("teach-preview");
        preview.setPreserveRatio(true);
        preview.setFitWidth(756);
        preview.setFitHeight(PREVIEW);
        preview.setAccessibleText(texts.get("teaching.preview"));
        HBox names = new HBox(); // over the columns of the picture, however wide it is
        for (String key : List.of("teaching.part", "teaching.repaired", "teaching.difference")) {
            Label name = Controls.label(texts.get(key), "text-muted");
            name.setMinWidth(0);
            name.prefWidthProperty()
                    .bind(Bindings.createDoubleBinding(
                            () -> preview.getBoundsInParent().getWidth() / 3, preview.boundsInParentProperty()));
            name.setAlignment(Pos.CENTER);
            names.getChildren().add(name);
        }
        names.visibleProperty().bind(preview.imageProperty().isNotNull());
        return new VBox(6, lossWords, loss, names, preview);
    }

    private void again() {
        screen.methods().resumeProperty().set(screen.methods().canResume(model.method()));
        screen.teach();
    }

    private void refresh() {
        State now = model.stateProperty().get();
        boolean running = model.isRunning();
        boolean cancelled = model.wasCancelled();
        boolean ended = !running && model.faultProperty().get().isPresent();
        String method = texts.get("method." + model.method().name());
        title.setText(texts.get(
                cancelled ? "teaching.titleCancelled" : ended ? "teaching.titleFailed" : "teaching.title", method));
        phase.setText(now.phase().isEmpty() ? texts.get("teaching.begins") : texts.get("phase." + now.phase()));
        bar.setProgress(now.phase().isEmpty() && running ? ProgressBar.INDETERMINATE_PROGRESS : now.share());
        elapsed.setText(texts.get("teaching.elapsed", Durations.about(now.elapsed(), texts)));
        left.setText(running && now.left() >= 0 ? texts.get("teaching.left", Durations.about(now.left(), texts)) : "");
        boolean kept = ended && model.method().isTrained() && screen.methods().canResume(model.method());
        stopped.setText(texts.get(kept ? "teaching.kept" : "teaching.lost"));
        again.setText(texts.get(kept ? "teaching.resume" : "teaching.again"));
        Controls.show(running, cancel, phase);
        Controls.show(running && model.askingProperty().get(), ask);
        Controls.show(ended, after, stopped);
        banner.show(cancelled ? Optional.empty() : model.faultProperty().get());
    }

    private void refreshLearning() {
        Learning now = model.learningProperty().get();
        Controls.show(!now.losses().isEmpty(), learning);
        if (now.losses().isEmpty()) {
            preview.setImage(null);
            shown = Optional.empty();
            return;
        }
        double last = now.losses().get(now.losses().size() - 1);
        // below 1, so that the line never looks like a verdict
        loss.show(now.line().stream().map(l -> 0.98 * l).toList(), 1);
        lossWords.setText(texts.get("teaching.lossAt", texts.number(last, 4), texts.integer(now.step())));
        if (!now.preview().equals(shown)) {
            shown = now.preview();
            preview.setImage(shown.map(FxImages::of).orElse(null));
        }
    }
}
