package loupe.ui.calibrate;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import loupe.domain.Recipe;
import loupe.ui.calibrate.ScoringViewModel.Phase;
import loupe.ui.calibrate.ScoringViewModel.Work;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Cards;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Scoring: how far it is, how long it takes, what could not be read. Binds only. */
final class ScoringPage extends StackPane {
    private final CalibrateViewModel wizard;
    private final ScoringViewModel model;
    private final Texts texts;
    private final FontIcon icon = Controls.icon(Feather.ACTIVITY);
    private final Label title = Controls.label("", "drop-title");
    private final Label note = Cards.wrapped("text-muted");
    private final ProgressBar bar = new ProgressBar(0);
    private final Label count = Controls.label("");
    private final Label left = Controls.label("", "text-muted");
    private final Button cancel;
    private final Button again;
    private final Banner banner;
    private final ListView<String> errors = new ListView<>();
    private final Label errorsTitle = Controls.label("", "card-title");
    private final VBox errorsBox = new VBox(6, errorsTitle, errors);

    ScoringPage(CalibrateViewModel wizard, Texts texts) {
        this.wizard = wizard;
        this.model = wizard.scoring();
        this.texts = texts;
        this.banner = new Banner(texts.locale());
        this.cancel = Controls.button(Feather.X, texts.get("scoring.cancel"), model::cancel);
        this.again = Controls.button(Feather.REFRESH_CW, texts.get("scoring.again"), () -> wizard.score(true));
        getStyleClass().add("scoring-page");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(texts.get("wizard.step.SCORING"));
        HBox head = new HBox(12, icon, title);
        head.setAlignment(Pos.CENTER_LEFT);
        HBox below = new HBox(14, count, left, Controls.spacer(), again, cancel);
        below.setAlignment(Pos.CENTER_LEFT);
        errors.setAccessibleText(texts.get("wizard.step.SCORING"));
        errors.setPrefHeight(150);
        VBox card = new VBox(14, head, note, bar, below, banner, errorsBox);
        card.getStyleClass().addAll("panel-card", "scoring-card");
        card.setMaxSize(720, USE_PREF_SIZE);
        VBox.setVgrow(errorsBox, Priority.ALWAYS);
        getChildren().add(card);
        Follow.changes(this, model.stateProperty(), this::refresh);
        Follow.changes(this, model.measuredProperty(), this::refresh);
        Follow.changes(this, model.faultProperty(), this::refresh);
        refresh();
    }

    private void refresh() {
        Work work = model.stateProperty().get();
        Recipe recipe = wizard.recipeProperty().get();
        boolean running = work.phase() == Phase.RUNNING;
        icon.setIconCode(
                switch (work.phase()) {
                    case DONE -> Feather.CHECK_CIRCLE;
                    case FAILED -> Feather.ALERT_TRIANGLE;
                    case CANCELLED -> Feather.SLASH;
                    case IDLE, RUNNING -> Feather.ACTIVITY;
                });
        Controls.restyle(icon, "ikonli-font-icon", "scoring-icon", work.phase() == Phase.DONE ? "good" : "plain");
        title.setText(texts.get("scoring.title." + work.phase()));
        note.setText(texts.get("scoring.note", recipe == null ? "" : recipe.name()));
        bar.setProgress(work.total() == 0 ? 0 : work.done() / (double) work.total());
        count.setText(texts.get("scoring.count", work.done(), work.total()));
        boolean known = running && work.secondsLeft() >= 0;
        left.setText(known ? texts.get("scoring.left", Math.max(1, Math.round(work.secondsLeft()))) : "");
        cancel.setVisible(running);
        cancel.setManaged(running);
        again.setVisible(!running);
        again.setManaged(!running);
        banner.show(model.faultProperty().get());
        List<String> unread = model.measuredProperty()
                .get()
                .map(m -> m.trial().own().errors())
                .orElse(List.of());
        errors.getItems().setAll(unread);
        errorsTitle.setText(texts.get("scoring.errors", unread.size()));
        errorsBox.setVisible(!unread.isEmpty());
        errorsBox.setManaged(!unread.isEmpty());
        summary(model.measuredProperty().get());
    }

    private void summary(Optional<Measured> measured) {
        measured.ifPresent(m -> {
            int good = m.ground().board().good().length;
            int defects = m.ground().board().defects().length;
            count.setText(texts.get("scoring.found", m.trial().own().images().size(), good, defects));
            m.apart().ifPresent(a -> left.setText(texts.get("scoring.apart", a.good().length, a.defects().length)));
        });
    }
}
