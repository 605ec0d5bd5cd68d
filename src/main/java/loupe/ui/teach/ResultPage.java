package loupe.ui.teach;

import static loupe.ui.teach.Step.METHOD;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import loupe.app.TaughtFigures;
import loupe.calibrate.Detectability;
import loupe.domain.Recipe;
import loupe.ui.teach.ResultViewModel.Result;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Cards;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Job;
import loupe.ui.widget.ScoreHistogram;
import loupe.ui.widget.Texts;
import loupe.ui.widget.ThumbnailLoader;
import org.kordamp.ikonli.feather.Feather;

/** What was taught: held-out scores, pictures to look at, figures of this computer, and the way to a recipe. */
final class ResultPage extends HBox {
    private static final int STRIP = 12;

    private final TeachViewModel screen;
    private final ResultViewModel model;
    private final Texts texts;
    private final Label title = Controls.label("", "recipe-heading");
    private final Label heldOut = Cards.wrapped();
    private final ScoreHistogram histogram;
    private final Label suspiciousWords = Cards.wrapped();
    private final PictureStrip suspicious;
    private final GridPane facts = new GridPane();
    private final ProgressBar bar = new ProgressBar(0);
    private final Label measuring = Controls.label("", "text-muted");
    private final VBox work;
    private final Button store;
    private final VBox form;
    private final Label done = Cards.wrapped("done-words");
    private final VBox stored;
    private final Banner banner;
    private final VBox ask = new VBox(10);

    ResultPage(TeachViewModel screen, ThumbnailLoader loader, Texts texts) {
        super(14);
        this.screen = screen;
        this.model = screen.result();
        this.texts = texts;
        this.banner = new Banner(texts.locale());
        this.histogram = new ScoreHistogram(texts, at -> {}, at -> {});
        histogram.setMouseTransparent(true); // limits are set in Calibrate
        histogram.getChildrenUnmodifiable().forEach(n -> n.setFocusTraversable(false));
        this.suspicious = new PictureStrip(loader, STRIP);
        this.store = Controls.button(Feather.LAYERS, texts.get("result.store"), screen::store);
        this.form = form();
        this.stored = stored();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(texts.get("result.measuring"));
        this.work = new VBox(6, measuring, bar);
        facts.setHgap(14);
        facts.setVgap(7);
        getStyleClass().addAll("teach-page", "result-page");
        VBox left = new VBox(
                12,
                title,
                banner,
                Cards.card(texts.get("result.heldOut"), heldOut, histogram),
                Cards.card(texts.get("result.suspicious"), suspiciousWords, suspicious),
                Cards.card(texts.get("result.figures"), facts, work));
        left.getStyleClass().add("teach-scrolled");
        ScrollPane scroll = new ScrollPane(left);
        scroll.setFitToWidth(true);
        setHgrow(scroll, Priority.ALWAYS);
        VBox right = new VBox(12, form, stored, others());
        right.getStyleClass().add("confirm-side");
        getChildren().addAll(scroll, right);
        ask.getStyleClass().add("question-bar");
        Controls.show(false, ask);
        follow();
        refresh();
    }

    private void follow() {
        Follow.changes(this, model.resultProperty(), this::refresh);
        Follow.changes(this, model.figuresProperty(), this::refresh);
        Follow.changes(this, model.recipeProperty(), this::refresh);
        Follow.changes(this, model.faultProperty(), this::refresh);
        Follow.changes(this, model.measuringProperty(), this::refreshWork);
        Follow.changes(this, model.storingProperty(), this::refreshButton);
        Follow.changes(this, screen.pictures().nameProperty(), this::refreshButton);
    }

    private VBox form() {
        TextField name = new TextField();
        name.textProperty().bindBidirectional(screen.pictures().nameProperty());
        name.setAccessibleText(texts.get("pictures.name"));
        name.setId("result-name");
        Label label = Controls.label(texts.get("pictures.name"), "card-title");
        label.setLabelFor(name);
        Label note = Cards.wrapped("proof-note");
        note.setText(texts.get("result.storeNote"));
        store.getStyleClass().add("success");
        store.setMaxWidth(Double.MAX_VALUE);
        store.setMinHeight(44);
        store.setId("result-store");
        VBox box = new VBox(8, label, name, note, store);
        box.getStyleClass().add("panel-card");
        return box;
    }

    private VBox stored() {
        Button live = Controls.button(Feather.ACTIVITY, texts.get("result.live"), model::useOnLine);
        Button calibrate = Controls.button(Feather.SLIDERS, texts.get("result.calibrate"), model::calibrate);
        live.setId("result-live");
        live.getStyleClass().add("accent");
        live.setMaxWidth(Double.MAX_VALUE);
        calibrate.setMaxWidth(Double.MAX_VALUE);
        VBox box = new VBox(10, done, live, calibrate);
        box.getStyleClass().addAll("panel-card", "done-card");
        return box;
    }

    private VBox others() {
        Button other = Controls.button(Feather.REPEAT, texts.get("result.other"), () -> leave(() -> screen.go(METHOD)));
        Button fresh = Controls.button(Feather.PLUS, texts.get("result.begin"), () -> leave(screen::begin));
        other.setMaxWidth(Double.MAX_VALUE);
        fresh.setMaxWidth(Double.MAX_VALUE);
        return new VBox(8, other, fresh, ask);
    }

    /** Goes away from a model that nobody has kept only when somebody says so. */
    private void leave(Runnable way) {
        if (!model.wouldBeLost()) {
            way.run();
            return;
        }
        Label words = Cards.wrapped("question-words");
        words.setText(texts.get("result.ask"));
        Button forget = Controls.button(Feather.TRASH_2, texts.get("result.forget"), () -> {
            Controls.show(false, ask);
            screen.giveUp(way);
        });
        forget.setId("result-forget");
        forget.getStyleClass().add("danger");
        Button keep =
                Controls.button(Feather.CORNER_UP_LEFT, texts.get("result.keep"), () -> Controls.show(false, ask));
        ask.getChildren().setAll(words, new FlowPane(8, 8, keep, forget));
        Controls.show(true, ask);
        keep.requestFocus();
    }

    private void refresh() {
        model.resultProperty().get().ifPresent(this::show);
        Optional<Recipe> recipe = model.recipeProperty().get();
        Controls.show(recipe.isEmpty(), form);
        Controls.show(recipe.isPresent(), stored);
        recipe.ifPresent(r -> done.setText(texts.get("result.stored", r.name(), r.version())));
        banner.show(model.faultProperty().get());
        refreshWork();
        refreshButton();
    }

    private void refreshButton() {
        boolean named = !screen.pictures().nameProperty().get().isBlank();
        store.setDisable(!named || model.storingProperty().get().isPresent());
    }

    private void refreshWork() {
        Optional<Job.Stand> stand = model.measuringProperty().get();
        Controls.show(stand.isPresent(), work);
        stand.ifPresent(s -> {
            boolean drawing = s.phase().startsWith("calibrate");
            measuring.setText(texts.get(drawing ? "result.drawing" : "result.measuring"));
            bar.setProgress(s.share() < 0 ? ProgressBar.INDETERMINATE_PROGRESS : s.share());
        });
    }

    private void show(Result r) {
        title.setText(texts.get(
                "result.title", texts.get("method." + r.method().name()), Durations.about(r.seconds(), texts)));
        histogram.show(r.relative());
        histogram.limits(ResultViewModel.REVIEW, 1);
        histogram.setAccessibleText(texts.get("result.heldOut"));
        heldOut.setText(texts.get("result.heldOutWords", r.relative().length, r.aboveReview()));
        int odd = r.suspicious().size();
        suspiciousWords.setText(odd == 0 ? texts.get("result.noneSuspicious") : texts.get("result.look", odd));
        suspicious.show(r.suspicious());
        Controls.show(odd > 0, suspicious);
        facts(r, model.figuresProperty().get());
    }

    private void facts(Result r, Optional<TaughtFigures> measured) {
        facts.getChildren().clear();
        fact(
                "result.pictures",
                texts.get(
                        "result.picturesWords",
                        r.taught().heldOutScores().length,
                        r.unreadable().size()));
        number(r, "auroc_random").ifPresent(v -> fact("result.aurocRandom", texts.number(v, 3)));
        number(r, "auroc_unseen").ifPresent(v -> fact("result.aurocUnseen", texts.number(v, 3) + unseen(r)));
        if (r.method() == loupe.app.Method.CYCLEGAN && !r.pictures().defects().isEmpty()) {
            fact("result.aurocDefects", texts.get("result.learnedFrom"));
        }
        number(r, "steps").ifPresent(v -> {
            fact("result.steps", texts.integer(Math.round(v)));
            Map<String, ?> known = r.taught().facts();
            fact(
                    "result.engine",
                    texts.get("result.engineWords", known.get("engine"), known.get("threads"), known.get("seed")));
        });
        fact(
                "result.size",
                texts.get("result.megabytes", texts.number(r.taught().onnx().length / 1e6, 1)));
        measured.ifPresent(this::measured);
    }

    private static OptionalDouble number(Result r, String fact) {
        return r.taught().facts().get(fact) instanceof Number n
                ? OptionalDouble.of(n.doubleValue())
                : OptionalDouble.empty();
    }

    /** Each kind of defect, when the others were taught and it was not. */
    private String unseen(Result r) {
        return r.taught().facts().get("auroc_unseen_type") instanceof Map<?, ?> types
                ? types.entrySet().stream()
                        .filter(e -> e.getValue() instanceof Number)
                        .map(e -> e.getKey() + " " + texts.number(((Number) e.getValue()).doubleValue(), 3))
                        .collect(Collectors.joining(" · ", "  (", ")"))
                : "";
    }

    private void measured(TaughtFigures f) {
        f.auroc().ifPresent(v -> fact("result.aurocDefects", texts.number(v, 3)));
        f.msP50()
                .ifPresent(ms -> fact(
                        "result.latency",
                        texts.get(
                                "result.latencyWords",
                                texts.number(ms, 1),
                                texts.number(f.msP95().orElse(ms), 1),
                                f.provider(),
                                f.timed())));
        fact(
                "result.detectability",
                f.detectability().map(this::scratches).orElseGet(() -> texts.get("result.noneDetectable")));
    }

    private String scratches(Detectability found) {
        OptionalDouble size = found.sizeFor(Detectability.USUAL);
        double largest = found.sizes().get(found.sizes().size() - 1);
        String share = texts.percent(Detectability.USUAL);
        return size.isPresent()
                ? texts.get("result.scratch", share, texts.number(size.getAsDouble(), 0))
                : texts.get("result.noScratch", share, texts.number(largest, 0));
    }

    private void fact(String key, String value) {
        Label name = Controls.label(texts.get(key), "text-muted");
        name.setMinWidth(USE_PREF_SIZE);
        Label said = Cards.wrapped();
        said.setText(value);
        GridPane.setHgrow(said, Priority.ALWAYS);
        GridPane.setValignment(name, javafx.geometry.VPos.TOP);
        facts.addRow(facts.getRowCount(), name, said);
    }

    /** Something was decoded. */
    void loaded() {
        suspicious.refresh();
    }
}
