package loupe.ui.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import loupe.calibrate.Confusion;
import loupe.calibrate.Interval;
import loupe.calibrate.Rate;
import loupe.calibrate.Words;
import loupe.domain.InspectionFault;
import loupe.ui.widget.Cards;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;

/** What the limits prove and what they cost: honesty meter, confusion matrix, both rates, cost, cautions. */
final class ProofPanel extends VBox {
    private static final double THOUSAND = 1000;

    private final CalibrateViewModel wizard;
    private final PolicyViewModel model;
    private final Texts texts;
    private final Words words;
    private final Label proven = Cards.wrapped("proof-words");
    private final ProgressBar towards = new ProgressBar(0);
    private final Label unseen = Cards.wrapped("proof-note");
    private final ConfusionGrid confusion;
    private final Label overkill = Controls.label("", "rate-number");
    private final Label overkillNote = Cards.wrapped("proof-note");
    private final Label escapes = Controls.label("", "rate-number");
    private final Label escapesNote = Cards.wrapped("proof-note");
    private final Label cost = Controls.label("", "rate-number");
    private final Label costTitle = Controls.label("", "card-title");
    private final Label promises = Cards.wrapped("proof-note");
    private final VBox cautions = new VBox(6);
    private final Label apart = Cards.wrapped("proof-note");
    private final VBox apartCard;

    ProofPanel(CalibrateViewModel wizard, Texts texts) {
        super(10);
        this.wizard = wizard;
        this.model = wizard.policy();
        this.texts = texts;
        this.words = new Words(texts.locale());
        this.confusion = new ConfusionGrid(texts);
        towards.setMaxWidth(Double.MAX_VALUE);
        towards.setAccessibleText(texts.get("proof.towards"));
        VBox proof = Cards.card(texts.get("proof.title"), proven, towards, unseen);
        proof.getStyleClass().add("proof-card");
        this.apartCard = Cards.card(texts.get("proof.apart"), apart);
        VBox rates = new VBox(
                4,
                rate("proof.overkill", overkill, overkillNote),
                rate("proof.escapes", escapes, escapesNote),
                new VBox(1, costTitle, cost));
        getChildren()
                .addAll(
                        proof,
                        cautions,
                        apartCard,
                        Cards.card(texts.get("proof.samples"), confusion),
                        framed(rates),
                        Cards.card(texts.get("proof.promise"), promises));
        getStyleClass().add("proof-panel");
        Follow.changes(this, model.standingProperty(), this::refresh);
        Follow.changes(this, model.unseenProperty(), this::refreshUnseen);
        Follow.changes(this, model.faultProperty(), this::refresh);
        refresh();
        refreshUnseen();
    }

    private static VBox framed(VBox content) {
        content.getStyleClass().add("panel-card");
        return content;
    }

    private VBox rate(String key, Label number, Label note) {
        Label name = Controls.label(texts.get(key), "card-title");
        javafx.scene.layout.HBox row = new javafx.scene.layout.HBox(8, number, note);
        row.setAlignment(javafx.geometry.Pos.BASELINE_LEFT);
        number.setMinWidth(USE_PREF_SIZE);
        return new VBox(1, name, row);
    }

    private void refresh() {
        Optional<Standing> now = model.standingProperty().get();
        now.ifPresent(s -> {
            Confusion c = s.confusion();
            Rate missed = c.escapes();
            proven.setText(words.honesty(missed));
            int more = missed.of() == 0 ? 1 : missed.moreFor(Words.GOAL, Rate.CONFIDENCE);
            towards.setProgress(missed.of() / (double) Math.max(1, missed.of() + more));
            confusion.show(c);
            rate(overkill, overkillNote, c.overkill());
            rate(escapes, escapesNote, missed);
            cost(s);
            promises.setText(promised(s));
            apart(s);
            warn(s);
        });
    }

    /** What parts that did not set the limits say of them. */
    private void apart(Standing s) {
        Optional<Confusion> found = measured().flatMap(Measured::apart).map(s.decision()::on);
        apartCard.setVisible(found.isPresent());
        apartCard.setManaged(found.isPresent());
        found.ifPresent(c -> apart.setText(texts.get("proof.apartRates", rate(c.overkill()), rate(c.escapes())) + "\n"
                + words.honesty(c.escapes())));
    }

    private String rate(Rate rate) {
        return rate.of() == 0 ? "–" : texts.get("part.place", rate.count(), rate.of());
    }

    private Optional<Measured> measured() {
        return wizard.scoring().measuredProperty().get();
    }

    private void rate(Label number, Label note, Rate rate) {
        number.setText(words.share(rate.value()));
        Interval i = rate.interval();
        note.setText(
                rate.of() == 0
                        ? texts.get("proof.nothing")
                        : texts.get(
                                "proof.rate", rate.count(), rate.of(), words.share(i.low()), words.share(i.high())));
    }

    private void cost(Standing s) {
        double rate = model.choice().number(Term.DEFECT_RATE).get();
        costTitle.setText(texts.get("proof.cost", words.share(rate)));
        boolean known = Double.isFinite(s.costPerPart());
        cost.setText(known ? texts.number(s.costPerPart() * THOUSAND, 2) : texts.get("proof.unknown"));
    }

    private String promised(Standing s) {
        List<String> lines =
                s.decision().limits().stream().map(l -> words.of(l.guarantee())).toList();
        return lines.isEmpty() ? texts.get("proof.byHand") : String.join("\n", lines);
    }

    private void warn(Standing s) {
        List<String> all = new ArrayList<>();
        Optional<InspectionFault> fault = model.faultProperty().get();
        fault.ifPresent(f -> all.add(f.whatHappened(texts.locale()) + " " + f.whatToDo(texts.locale())));
        s.decision().cautions().stream().map(words::of).forEach(all::add);
        measured().map(m -> m.trial().alike()).ifPresent(a -> {
            if (a.across() > 0) {
                all.add(texts.get("proof.alikeAcross", a.across()));
            }
            if (a.within() > 0) {
                all.add(texts.get("proof.alikeWithin", a.within()));
            }
        });
        if (!all.equals(cautions.getUserData())) {
            cautions.setUserData(all);
            cautions.getChildren().setAll(all.stream().map(ProofPanel::warning).toList());
        }
        cautions.setManaged(!all.isEmpty());
    }

    private static Label warning(String text) {
        Label label = Cards.wrapped("caution");
        label.setText(text);
        return label;
    }

    private void refreshUnseen() {
        Map<String, Rate> found = model.unseenProperty().get();
        unseen.setText(unseenWords(found));
        unseen.setVisible(!found.isEmpty());
        unseen.setManaged(!found.isEmpty());
    }

    private String unseenWords(Map<String, Rate> found) {
        int all = found.values().stream().mapToInt(Rate::of).sum();
        int missed = found.values().stream().mapToInt(Rate::count).sum();
        String sum = all == 0 ? "" : words.share(1 - (double) missed / all);
        Optional<Map.Entry<String, Rate>> worst = found.entrySet().stream()
                .filter(e -> e.getValue().count() > 0)
                .max(java.util.Comparator.comparingDouble(e -> e.getValue().value()));
        String base = texts.get("proof.unseen", sum);
        return worst.map(w -> base + " "
                        + texts.get(
                                "proof.worst",
                                w.getKey(),
                                w.getValue().count(),
                                w.getValue().of()))
                .orElse(base);
    }
}
