package loupe.ui.history;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import loupe.trace.JournalRow;
import loupe.trace.VerdictOverride;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.ImageCanvas;
import loupe.ui.widget.OutcomeShape;
import loupe.ui.widget.OverruleBar;
import loupe.ui.widget.PartPictures;
import loupe.ui.widget.RelativeScore;
import loupe.ui.widget.ScoreBar;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** A part of the journal as it was, with its overlay drawn anew from the stored map. */
final class PartPane extends VBox {
    private final HistoryViewModel model;
    private final Texts texts;
    private final DateTimeFormatter time;
    private final PartPictures pictures;
    private final OverruleBar overrule;
    private final OutcomeShape shape = new OutcomeShape(26);
    private final Label verdict = Controls.label("", "viewer-verdict");
    private final Label score = Controls.label("", "text-muted");
    private final ScoreBar bar = new ScoreBar();
    private final Label facts = Controls.label("", "text-muted");
    private final Label notes = Controls.label("", "part-notes");
    private final Label said = Controls.label("", "part-said");
    private final ToggleButton beside;

    PartPane(HistoryViewModel model, FramePainter painter, Executor fx, Texts texts, Runnable wrong) {
        super(8);
        this.model = model;
        this.texts = texts;
        this.time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                .withLocale(texts.locale())
                .withZone(ZoneId.systemDefault());
        this.pictures = new PartPictures(model.overlayProperty(), painter, fx, texts);
        this.overrule = new OverruleBar(texts, model::override, wrong);
        this.beside = Controls.toggle(Feather.COLUMNS, texts.get("history.beside"));
        StackPane middle = new StackPane(pictures, notes);
        middle.setMinSize(0, 0);
        setVgrow(middle, Priority.ALWAYS);
        notes.setWrapText(true);
        notes.setMaxWidth(420);
        notes.setMouseTransparent(true);
        facts.setWrapText(true);
        facts.setMinHeight(USE_PREF_SIZE);
        said.setWrapText(true);
        said.setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(head(), bar, middle, facts, said, overrule);
        beside.selectedProperty().addListener((o, old, now) -> pictures.setBeside(now));
        Follow.changes(this, model.openedProperty(), this::open);
        Follow.changes(this, model.selectedProperty(), this::describe);
        open();
        describe();
    }

    private HBox head() {
        verdict.setMinWidth(USE_PREF_SIZE);
        beside.setMinWidth(USE_PREF_SIZE);
        score.setMinWidth(0);
        HBox row = new HBox(10, shape, verdict, score, Controls.spacer(), beside);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void open() {
        Optional<OpenedPart> open = model.openedProperty().get();
        pictures.show(open.flatMap(OpenedPart::picture), open.map(this::callout).orElse(""));
        String words = open.map(this::notes).orElse("");
        notes.setText(words);
        notes.setVisible(!words.isEmpty());
        StackPane.setAlignment(notes, open.filter(o -> !o.image().isEmpty()).isPresent() ? Pos.TOP_LEFT : Pos.CENTER);
    }

    private String callout(OpenedPart open) {
        HistoryRow row = open.row();
        return RelativeScore.callout(row.row().regions(), row.score(), texts);
    }

    /** What is not there, and why: nothing is left to guessing. */
    private String notes(OpenedPart open) {
        List<String> lines = new ArrayList<>();
        open.missing().ifPresent(why -> lines.add(texts.get("missing." + why)));
        open.fault().ifPresent(f -> lines.add(f.code().id() + " " + f.whatHappened(texts.locale())));
        if (open.row().recipe().isEmpty()) {
            JournalRow.DecidedBy by = open.row().row().decidedBy();
            lines.add(texts.get("history.recipeGone", by.recipe(), by.version()));
        }
        return String.join("\n", lines);
    }

    private void describe() {
        Optional<HistoryRow> row = model.selectedProperty().get();
        setDisable(row.isEmpty());
        row.ifPresent(r -> {
            JournalRow part = r.row();
            shape.show(Optional.of(part.outcome()));
            verdict.setText(texts.outcome(part.outcome()));
            score.setText(
                    part.fault().isPresent()
                            ? part.fault().get().id() + " " + part.faultText()
                            : Double.isNaN(r.score())
                                    ? ""
                                    : texts.get("history.timesLimit", texts.number(r.score(), 2)));
            bar.show(r.score(), r.review());
            facts.setText(facts(part));
            said.setText(r.word().map(this::said).orElse(""));
            said.setVisible(r.word().isPresent());
            said.setManaged(r.word().isPresent());
        });
    }

    private String facts(JournalRow part) {
        List<String> facts = new ArrayList<>(List.of(time.format(part.at())));
        facts.add(part.decidedBy().recipe() + " v" + part.decidedBy().version());
        part.lot().ifPresent(l -> facts.add(texts.get("history.lotName", l)));
        facts.add(texts.get("history.frame", part.frame().camera(), part.frame().id()));
        facts.add(texts.get("history.regions", part.regions().size()));
        part.kind().ifPresent(k -> facts.add(texts.get("history.class") + " " + k.name()));
        facts.add(texts.get("history.ms", texts.number(part.timings().total() / 1e6, 0)));
        return String.join(" · ", facts);
    }

    private String said(VerdictOverride word) {
        String what = texts.get(word.good() ? "said.good" : "said.bad");
        String sentence = texts.get("history.saidBy", what, word.who(), time.format(word.at()));
        return word.reason().isEmpty() ? sentence : sentence + " – " + word.reason();
    }

    void override(boolean good) {
        overrule.say(good);
    }

    void toggleBeside() {
        beside.setSelected(!beside.isSelected());
    }

    ImageCanvas canvas() {
        return pictures.canvas();
    }
}
