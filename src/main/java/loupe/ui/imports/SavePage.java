package loupe.ui.imports;

import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import loupe.app.ImportDraft;
import loupe.app.ParityDoctor;
import loupe.domain.Recipe;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Cards;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** What the recipe will be called, what is known of the model, and what is still missing. Binds only. */
final class SavePage extends VBox {
    private final ImportViewModel model;
    private final Texts texts;
    private final Banner banner;
    private final Label what = Cards.wrapped();
    private final Label parity = Cards.wrapped();
    private final Label golden = Cards.wrapped();
    private final Label unarmed = Cards.wrapped();
    private final Button calibrate;
    private final Button only;
    private final HBox working;
    private final VBox card;
    private final VBox done;
    private final Label doneWords = Cards.wrapped("done-words");

    SavePage(ImportViewModel model, Texts texts) {
        super(14);
        this.model = model;
        this.texts = texts;
        this.banner = new Banner(texts.locale());
        this.calibrate = Controls.button(Feather.SLIDERS, texts.get("save.calibrate"), () -> model.store(true));
        this.only = Controls.button(Feather.SAVE, texts.get("save.only"), () -> model.store(false));
        calibrate.getStyleClass().add("accent");
        calibrate.setId("import-save-calibrate");
        only.setId("import-save");
        ProgressBar bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
        bar.setPrefWidth(260);
        bar.setAccessibleText(texts.get("save.storing"));
        this.working = new HBox(12, bar, Controls.label(texts.get("save.storing"), "text-muted"));
        working.setAlignment(Pos.CENTER_LEFT);
        this.card = card();
        this.done = done();
        getStyleClass().addAll("teach-page", "import-save");
        setId("import-save-page");
        getChildren().addAll(banner, card, done);
        Stream.of(
                        model.fields().draftProperty(),
                        model.saving().storedProperty(),
                        model.saving().standProperty(),
                        model.saving().faultProperty(),
                        model.saving().nameProperty(),
                        model.parity().nowProperty(),
                        model.parity().resultProperty())
                .forEach(p -> Follow.changes(this, p, this::refresh));
        refresh();
    }

    private VBox card() {
        TextField name = new TextField();
        name.textProperty().bindBidirectional(model.saving().nameProperty());
        name.setAccessibleText(texts.get("save.name"));
        name.setId("import-name");
        name.setPrefColumnCount(28);
        Label label = Controls.label(texts.get("save.name"), "text-muted");
        label.setLabelFor(name);
        HBox named = new HBox(10, label, name);
        named.setAlignment(Pos.CENTER_LEFT);
        unarmed.setGraphic(Controls.icon(Feather.ALERT_TRIANGLE));
        unarmed.getStyleClass().add("open-line");
        unarmed.setText(texts.get("save.unarmed"));
        golden.setGraphic(Controls.icon(Feather.CHECK_CIRCLE));
        golden.getStyleClass().add("promise-line");
        golden.setText(texts.get("save.golden"));
        what.setGraphic(Controls.icon(Feather.CHECK_CIRCLE));
        what.getStyleClass().add("promise-line");
        HBox buttons = new HBox(10, calibrate, only, working);
        buttons.setAlignment(Pos.CENTER_LEFT);
        VBox box = Cards.card(texts.get("save.title"), named, what, parity, golden, unarmed, buttons);
        box.setMaxWidth(760);
        return box;
    }

    private VBox done() {
        Button next = Controls.button(Feather.SLIDERS, texts.get("save.calibrateNow"), model::calibrate);
        next.getStyleClass().add("accent");
        Button leave = Controls.button(Feather.LAYERS, texts.get("save.toRecipes"), model::leave);
        leave.setId("import-done");
        VBox box = new VBox(12, doneWords, new HBox(10, next, leave));
        box.getStyleClass().addAll("panel-card", "done-card");
        box.setMaxWidth(760);
        return box;
    }

    private void refresh() {
        Optional<Recipe> stored = model.saving().storedProperty().get();
        banner.show(model.saving().faultProperty().get());
        Controls.show(stored.isEmpty(), card);
        Controls.show(stored.isPresent(), done);
        Controls.show(model.saving().standProperty().get().isPresent(), working);
        calibrate.setDisable(!model.canStore());
        only.setDisable(!model.canStore());
        stored.ifPresent(r -> doneWords.setText(texts.get("save.stored", r.name(), r.version())));
        model.fields().draftProperty().get().ifPresent(this::show);
    }

    private void show(ImportDraft draft) {
        String family = texts.getOr("family." + draft.family(), draft.family());
        what.setText(texts.get(draft.isChanged() ? "save.readAsChanged" : "save.readAs", family));
        Optional<ParityDoctor.Row> row =
                model.parity().inUse().filter(r -> r.auroc().isPresent());
        parity.setText(row.map(
                        r -> texts.get("save.parity", texts.number(r.auroc().getAsDouble(), 3)))
                .orElseGet(() -> texts.get("save.noParity")));
        parity.setGraphic(Controls.icon(row.isPresent() ? Feather.CHECK_CIRCLE : Feather.ALERT_TRIANGLE));
        parity.getStyleClass().removeAll("promise-line", "open-line");
        parity.getStyleClass().add(row.isPresent() ? "promise-line" : "open-line");
    }
}
