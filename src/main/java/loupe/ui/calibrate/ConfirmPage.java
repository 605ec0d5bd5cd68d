package loupe.ui.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import loupe.app.Proposal;
import loupe.calibrate.Guarantee;
import loupe.calibrate.Words;
import loupe.domain.DecisionRule;
import loupe.domain.Recipe;
import loupe.ui.calibrate.CalibrateDesk.Confirmed;
import loupe.ui.widget.Banner;
import loupe.ui.widget.CalibrationBadge;
import loupe.ui.widget.Cards;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** What will change, what is guaranteed and what is not, who confirms it and why. Binds only. */
final class ConfirmPage extends HBox {
    private final CalibrateViewModel wizard;
    private final ConfirmViewModel model;
    private final Texts texts;
    private final Words words;
    private final Label title = Controls.label("", "drop-title");
    private final GridPane changes = new GridPane();
    private final VBox promised = new VBox(6);
    private final VBox open = new VBox(6);
    private final Button confirm;
    private final Banner banner;
    private final CalibrationBadge badge;
    private final Label doneWords = Cards.wrapped("done-words");
    private final VBox cameras = new VBox(6);
    private final VBox cameraCard;
    private final VBox form;
    private final VBox done;

    ConfirmPage(CalibrateViewModel wizard, Texts texts) {
        super(14);
        this.wizard = wizard;
        this.model = wizard.confirm();
        this.texts = texts;
        this.words = new Words(texts.locale());
        this.banner = new Banner(texts.locale());
        this.badge = new CalibrationBadge(texts);
        this.confirm =
                Controls.button(Feather.CHECK, texts.get("confirm.confirm"), () -> model.confirm(texts.locale()));
        this.cameraCard = Cards.card(texts.get("confirm.camera"), cameras);
        this.form = form();
        this.done = done();
        getStyleClass().add("confirm-page");
        VBox what = new VBox(
                12,
                title,
                Cards.card(texts.get("confirm.changes"), changes),
                cameraCard,
                Cards.card(texts.get("confirm.promised"), promised),
                Cards.card(texts.get("confirm.open"), open),
                new DetectabilityCard(model.detectability(), texts));
        ScrollPane scroll = new ScrollPane(what);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("edge-to-edge");
        setHgrow(scroll, Priority.ALWAYS);
        VBox sign = new VBox(12, form, done, banner);
        sign.getStyleClass().add("confirm-side");
        getChildren().addAll(scroll, sign);
        columns();
        follow();
        showCameras();
        refresh();
    }

    private void follow() {
        Follow.changes(this, model.proposalProperty(), this::refresh);
        Follow.changes(this, model.camerasProperty(), this::showCameras);
        Follow.changes(this, model.doneProperty(), this::refresh);
        Follow.changes(this, model.faultProperty(), this::refresh);
        Follow.changes(this, model.writingProperty(), this::refresh);
        Follow.changes(this, model.whoProperty(), this::refreshButton);
        Follow.changes(this, model.whyProperty(), this::refreshButton);
    }

    private void showCameras() {
        List<String> offered = model.camerasProperty().get();
        ToggleGroup group = new ToggleGroup();
        cameras.getChildren().clear();
        for (int i = 0; i < offered.size(); i++) {
            String address = offered.get(i);
            RadioButton button =
                    new RadioButton(texts.get(i == 0 ? "confirm.cameraBefore" : "confirm.cameraLine", address));
            button.setToggleGroup(group);
            button.setWrapText(true);
            button.setSelected(address.equals(model.cameraProperty().get()));
            button.setOnAction(e -> model.cameraProperty().set(address));
            cameras.getChildren().add(button);
        }
        cameraCard.setVisible(offered.size() > 1);
        cameraCard.setManaged(offered.size() > 1);
    }

    private void columns() {
        changes.setHgap(18);
        changes.setVgap(7);
        ColumnConstraints name = new ColumnConstraints();
        name.setHgrow(Priority.ALWAYS);
        ColumnConstraints number = new ColumnConstraints();
        number.setHalignment(HPos.RIGHT);
        number.setMinWidth(90);
        changes.getColumnConstraints().addAll(name, number, new ColumnConstraints(18), number);
    }

    private VBox form() {
        TextField who = new TextField();
        who.textProperty().bindBidirectional(model.whoProperty());
        who.setAccessibleText(texts.get("confirm.who"));
        who.setId("confirm-who");
        TextArea why = new TextArea();
        why.textProperty().bindBidirectional(model.whyProperty());
        why.setAccessibleText(texts.get("confirm.why"));
        why.setId("confirm-why");
        why.setPrefRowCount(4);
        why.setWrapText(true);
        Label note = Cards.wrapped("proof-note");
        note.setText(texts.get("confirm.note"));
        confirm.getStyleClass().add("success");
        confirm.setMaxWidth(Double.MAX_VALUE);
        confirm.setMinHeight(44);
        Label whoName = Controls.label(texts.get("confirm.who"), "card-title");
        whoName.setLabelFor(who);
        Label whyName = Controls.label(texts.get("confirm.why"), "card-title");
        whyName.setLabelFor(why);
        VBox box = new VBox(6, whoName, who, whyName, why, note, confirm);
        box.getStyleClass().add("panel-card");
        return box;
    }

    private VBox done() {
        Button show = Controls.button(
                Feather.FILE_TEXT,
                texts.get("confirm.html"),
                () -> model.doneProperty().get().ifPresent(d -> model.show(d.certificate())));
        Button paper = Controls.button(
                Feather.PRINTER,
                texts.get("confirm.pdf"),
                () -> model.doneProperty().get().ifPresent(d -> model.show(d.paper())));
        Button again =
                Controls.button(Feather.ROTATE_CCW, texts.get("confirm.again"), () -> wizard.again(Optional.empty()));
        for (Button button : List.of(show, paper, again)) {
            button.setMaxWidth(Double.MAX_VALUE);
        }
        badge.setBrief(true);
        VBox box = new VBox(10, doneWords, badge, show, paper, again);
        box.getStyleClass().addAll("panel-card", "done-card");
        return box;
    }

    private void refresh() {
        Optional<Proposal> proposal = model.proposalProperty().get();
        Optional<Confirmed> written = model.doneProperty().get();
        proposal.ifPresent(this::show);
        form.setVisible(written.isEmpty());
        form.setManaged(written.isEmpty());
        done.setVisible(written.isPresent());
        done.setManaged(written.isPresent());
        written.ifPresent(w -> {
            doneWords.setText(
                    texts.get("confirm.done", w.recipe().name(), w.recipe().version()));
            badge.show(w.recipe().calibration());
        });
        banner.show(model.faultProperty().get());
        refreshButton();
    }

    private void refreshButton() {
        confirm.setDisable(!model.canConfirm());
        confirm.setText(texts.get(model.writingProperty().get() ? "confirm.writing" : "confirm.confirm"));
    }

    private void show(Proposal p) {
        Recipe recipe = p.recipe();
        DecisionRule old = recipe.rule();
        DecisionRule now = p.rule();
        title.setText(texts.get("confirm.title", recipe.name(), recipe.version()));
        changes.getChildren().clear();
        change(0, "confirm.score", texts.get("score." + old.source()), texts.get("score." + now.source()));
        change(1, "confirm.review", words.number(old.review()), words.number(now.review()));
        change(2, "confirm.fail", words.number(old.fail()), words.number(now.fail()));
        change(3, "confirm.pixel", words.number(old.pixel()), words.number(now.pixel()));
        change(4, "confirm.area", area(old.minimumArea()), area(now.minimumArea()));
        change(
                5,
                "confirm.policy",
                String.join(" + ", recipe.evidence().map(e -> e.policies()).orElse(List.of())),
                p.decision().limits().isEmpty()
                        ? texts.get("policy.name.BY_HAND")
                        : String.join(
                                "\n",
                                p.decision().limits().stream()
                                        .map(l -> words.of(l.policy()))
                                        .toList()));
        List<String> sure = new ArrayList<>(p.promises(texts.locale()));
        boolean told = p.decision().limits().stream().anyMatch(l -> l.guarantee() instanceof Guarantee.Escapes);
        if (!told) {
            sure.add(words.honesty(p.confusion().escapes()));
        }
        p.verified().ifPresent(v -> sure.add(texts.get("confirm.verified", words.honesty(v.escapes()))));
        list(promised, sure, "promise-line");
        List<String> unsure = new ArrayList<>();
        if (p.decision().limits().isEmpty()) {
            unsure.add(texts.get("proof.byHand"));
        }
        p.decision().cautions().stream().map(words::of).forEach(unsure::add);
        unsure.add(texts.get("confirm.kinds"));
        unsure.add(texts.get("confirm.binding"));
        list(open, unsure, "open-line");
    }

    private String area(double pixels) {
        return texts.get("regions.px", texts.integer(Math.round(pixels)));
    }

    private void change(int row, String key, String old, String now) {
        Label before = Controls.label(old.isEmpty() ? "–" : old, "text-muted");
        Label after = Controls.label(now, old.equals(now) ? "text-muted" : "changed-value");
        changes.addRow(row, Controls.label(texts.get(key)), before, Controls.label("→", "text-muted"), after);
    }

    private static void list(VBox box, List<String> lines, String styleClass) {
        box.getChildren()
                .setAll(lines.stream()
                        .map(line -> {
                            Label label = Cards.wrapped(styleClass);
                            label.setText(line);
                            label.setGraphic(Controls.icon(
                                    styleClass.startsWith("promise") ? Feather.CHECK : Feather.ALERT_CIRCLE));
                            return label;
                        })
                        .toList());
    }
}
