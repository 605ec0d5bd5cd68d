package loupe.ui.live;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Outcome;
import loupe.station.StationState;
import loupe.station.StationStats;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.OutcomeShape;
import loupe.ui.widget.RelativeScore;
import loupe.ui.widget.ScoreBar;
import loupe.ui.widget.Sparkline;
import loupe.ui.widget.Texts;
import loupe.ui.widget.VerdictCard;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The right side of Live: verdict, score, counters, trend and the operator's buttons. */
final class SidePanel extends VBox {
    private static final PseudoClass ABNORMAL = PseudoClass.getPseudoClass("abnormal");

    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");

    /** Height, pixels, below which everything moves closer together. */
    private static final double TALL = 720;

    private final LiveViewModel model;
    private final Texts texts;
    private final VerdictCard verdict = new VerdictCard();
    private final Label score = Controls.label("", "score-number");
    private final Label limits = Controls.label("", "text-muted");
    private final ScoreBar bar = new ScoreBar();
    private final Tooltip raw = new Tooltip();
    private final FontIcon pauseIcon = Controls.icon(Feather.PAUSE);
    private final FontIcon playIcon = Controls.icon(Feather.PLAY);
    private final Label inspected = number();
    private final Label pass = number();
    private final Label review = number();
    private final Label fail = number();
    private final Label error = number();
    private final Label yield = Controls.label("", "yield-number");
    private final Sparkline trend = new Sparkline(LiveViewModel.TREND);
    private final Button run;
    private final Button step;
    private final Button last;

    SidePanel(LiveViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        run = action(Feather.PAUSE, "live.pause", model::toggleRun);
        step = action(Feather.SKIP_FORWARD, "live.step", model::step);
        last = action(Feather.ALERT_OCTAGON, "live.lastFail", model::toggleLastFail);
        run.getStyleClass().add("accent");
        getStyleClass().add("side-panel");
        VBox trendCard = card(texts.get("live.trend", LiveViewModel.TREND), trend);
        VBox.setVgrow(trendCard, Priority.ALWAYS);
        VBox.setVgrow(trend, Priority.ALWAYS);
        trendCard.setMinHeight(0);
        HBox actions = new HBox(8, run, step, last);
        actions.getChildren().forEach(n -> HBox.setHgrow(n, Priority.ALWAYS));
        actions.setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(verdict, scoreCard(), counterCard(), trendCard, actions);
        heightProperty().addListener((o, old, now) -> pseudoClassStateChanged(COMPACT, now.doubleValue() < TALL));
        bind();
    }

    private Button action(Feather icon, String key, Runnable action) {
        Button button = Controls.button(icon, texts.get(key), action);
        button.setContentDisplay(ContentDisplay.TOP);
        button.getStyleClass().add("operator");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setPrefWidth(96);
        button.setMinWidth(96);
        button.setTooltip(new Tooltip(texts.get(key + ".tip")));
        return button;
    }

    private static VBox card(String title, Region... content) {
        VBox box = new VBox(Controls.label(title, "card-title"));
        box.getChildren().addAll(content);
        box.getStyleClass().add("panel-card");
        return box;
    }

    private VBox scoreCard() {
        HBox numbers = new HBox(8, score, limits);
        numbers.setAlignment(Pos.BASELINE_LEFT);
        score.setTooltip(raw);
        Tooltip.install(bar, raw);
        VBox card = card(texts.get("live.score"), numbers, bar);
        card.setMinHeight(USE_PREF_SIZE);
        return card;
    }

    private VBox counterCard() {
        Region line = new Region();
        line.getStyleClass().add("separator-line");
        VBox card = card(
                texts.get("live.counters"),
                row(Optional.empty(), texts.get("live.inspected"), inspected),
                row(Optional.of(Outcome.PASS), texts.get("count.PASS"), pass),
                row(Optional.of(Outcome.REVIEW), texts.get("count.REVIEW"), review),
                row(Optional.of(Outcome.FAIL), texts.get("count.FAIL"), fail),
                row(Optional.of(Outcome.ERROR), texts.get("count.ERROR"), error),
                line,
                row(Optional.empty(), texts.get("live.yield"), yield));
        card.setMinHeight(USE_PREF_SIZE);
        return card;
    }

    private static HBox row(Optional<Outcome> outcome, String name, Label value) {
        Label label = Controls.label(name, "counter-name");
        outcome.ifPresent(o -> {
            OutcomeShape shape = new OutcomeShape(13);
            shape.show(outcome);
            HBox box = new HBox(shape);
            box.setAlignment(Pos.CENTER);
            box.setMinWidth(18);
            box.getStyleClass().add("counter-shape");
            label.setGraphic(box);
        });
        HBox row = new HBox(8, label, Controls.spacer(), value);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Label number() {
        return Controls.label("", "counter-number");
    }

    private void bind() {
        Follow.changes(this, model.shownProperty(), () -> refresh());
        Follow.changes(this, model.faultProperty(), () -> refresh());
        Follow.changes(this, model.stateProperty(), () -> refresh());
        Follow.changes(this, model.heldProperty(), () -> refresh());
        Follow.changes(
                this,
                model.statsProperty(),
                () -> counters(model.statsProperty().get()));
        refresh();
        counters(model.statsProperty().get());
    }

    private void refresh() {
        Optional<Outcome> outcome = model.outcome();
        Optional<Inspection> part = model.shownProperty().get();
        Optional<InspectionFault> fault = model.faultProperty().get();
        boolean live = !model.heldProperty().get();
        if (live && fault.isPresent()) {
            verdict.show(
                    outcome,
                    texts.outcome(Outcome.ERROR),
                    texts.get("live.noPicture", fault.get().code().id()));
            score(Optional.empty());
        } else {
            String word = outcome.map(texts::outcome).orElseGet(() -> texts.get("live.waiting"));
            verdict.show(
                    outcome,
                    word,
                    outcome.isEmpty() ? "" : part.map(this::detail).orElse(""));
            score(outcome.flatMap(o -> part));
        }
        trend.show(
                model.trend(), part.map(p -> RelativeScore.review(p.recipe())).orElse(1.0));
        buttons();
    }

    private String detail(Inspection part) {
        if (part.verdict().fault().isPresent()) {
            return part.verdict().fault().get().id() + " · " + part.faultText();
        }
        String number = texts.integer(part.frame().id());
        int defects = part.verdict().regions().size();
        String kind = part.verdict().kind().map(k -> k.name() + " · ").orElse("");
        return kind + detail(part, number, defects);
    }

    private String detail(Inspection part, String number, int defects) {
        return part.outcome() == Outcome.PASS || defects == 0
                ? texts.get("live.part", number)
                : texts.get("live.defects", defects, number);
    }

    private void score(Optional<Inspection> part) {
        double value =
                part.map(p -> RelativeScore.of(p.verdict().score(), p.recipe())).orElse(Double.NaN);
        double reviewAt = part.map(p -> RelativeScore.review(p.recipe())).orElse(1.0);
        score.setText(Double.isFinite(value) ? texts.number(value, 2) : "–");
        limits.setText(
                reviewAt < 1
                        ? texts.get("live.limits", texts.number(1, 2), texts.number(reviewAt, 2))
                        : texts.get("live.limit", texts.number(1, 2)));
        bar.show(value, reviewAt);
        raw.setText(part.filter(p -> Double.isFinite(value))
                .map(p -> texts.get(
                        "live.raw",
                        texts.number(p.verdict().score(), 4),
                        texts.number(p.recipe().rule().fail(), 4)))
                .orElse("–"));
    }

    private void counters(StationStats stats) {
        inspected.setText(texts.integer(stats.inspected()));
        pass.setText(texts.integer(stats.count(Outcome.PASS)));
        review.setText(texts.integer(stats.count(Outcome.REVIEW)));
        fail.setText(texts.integer(stats.count(Outcome.FAIL)));
        error.setText(texts.integer(stats.count(Outcome.ERROR)));
        error.pseudoClassStateChanged(ABNORMAL, stats.count(Outcome.ERROR) > 0);
        yield.setText(stats.inspected() == 0 ? "–" : texts.percent(stats.yieldShare()));
        buttons();
    }

    private void buttons() {
        StationState state = model.stateProperty().get();
        boolean running = state == StationState.RUNNING;
        run.setText(texts.get(running ? "live.pause" : "live.start"));
        run.setAccessibleText(run.getText());
        run.setGraphic(running ? pauseIcon : playIcon);
        run.setDisable(state == StationState.STARTING || state == StationState.STOPPING);
        step.setDisable(state != StationState.RUNNING && state != StationState.PAUSED);
        boolean held = model.heldProperty().get();
        last.setText(texts.get(held ? "live.backToLive" : "live.lastFail"));
        last.setAccessibleText(last.getText());
        last.setDisable(!held && !model.hasLastFail());
    }
}
