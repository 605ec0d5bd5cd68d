package loupe.ui.review;

import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import loupe.domain.Inspection;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.ImageCanvas;
import loupe.ui.widget.OutcomeShape;
import loupe.ui.widget.OverruleBar;
import loupe.ui.widget.PartPictures;
import loupe.ui.widget.Picture;
import loupe.ui.widget.RelativeScore;
import loupe.ui.widget.RepairLens;
import loupe.ui.widget.RepairMode;
import loupe.ui.widget.RepairTools;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** The picture of one row with its overlay, alone or beside the bare picture, and the buttons to overrule it. */
final class ReviewViewer extends VBox {
    private final ReviewViewModel model;
    private final Texts texts;
    private final PartPictures pictures;
    private final RepairLens lens;
    private final OverruleBar overrule;
    private final OutcomeShape shape = new OutcomeShape(26);
    private final Label word = Controls.label("", "viewer-verdict");
    private final Label detail = Controls.label("", "text-muted");
    private final ToggleButton mask;
    private final ToggleButton beside;

    ReviewViewer(ReviewViewModel model, FramePainter painter, Executor fx, Texts texts, Runnable wrong) {
        this.model = model;
        this.texts = texts;
        this.pictures = new PartPictures(model.overlayProperty(), painter, fx, texts);
        this.lens = new RepairLens(this, painter, fx, pictures::show);
        this.overrule = new OverruleBar(texts, model::override, wrong);
        this.mask = Controls.toggle(Feather.TARGET, texts.get("review.mask"));
        this.beside = Controls.toggle(Feather.COLUMNS, texts.get("review.beside"));
        getStyleClass().add("review-viewer");
        setVgrow(pictures, Priority.ALWAYS);
        getChildren().addAll(head(), pictures, overrule);
        Follow.changes(this, model.openedProperty(), () -> refresh());
        mask.selectedProperty().addListener(o -> refresh());
        lens.modeProperty().addListener((o, old, now) -> lookAtRepairs(now));
        beside.selectedProperty().addListener((o, old, now) -> pictures.setBeside(now));
        refresh();
    }

    private HBox head() {
        mask.setSelected(true);
        mask.managedProperty().bind(mask.visibleProperty());
        detail.setMinWidth(0);
        word.setMinWidth(USE_PREF_SIZE);
        mask.setMinWidth(USE_PREF_SIZE);
        beside.setMinWidth(USE_PREF_SIZE);
        RepairTools repair = new RepairTools(lens, texts);
        HBox row = new HBox(10, shape, word, detail, Controls.spacer(), repair, mask, beside);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void refresh() {
        Optional<ReviewViewModel.Opened> open = model.openedProperty().get();
        Optional<Picture> picture = open.filter(o -> !o.image().isEmpty())
                .map(o -> Picture.of(o.item().inspection(), o.image())
                        .withMap(o.map()
                                .map(m -> Picture.heat(m, o.item().inspection().recipe())))
                        .withMask(o.mask().filter(m -> mask.isSelected())));
        lens.show(
                picture,
                open.map(o -> RelativeScore.callout(o.item().inspection(), texts))
                        .orElse(""),
                open.flatMap(ReviewViewModel.Opened::repair));
        mask.setVisible(open.flatMap(ReviewViewModel.Opened::mask).isPresent());
        setDisable(open.isEmpty());
        open.ifPresent(o -> describe(o.item().inspection(), o.item()));
    }

    private void describe(Inspection part, ReviewItem item) {
        shape.show(Optional.of(part.outcome()));
        word.setText(texts.outcome(part.outcome()));
        double score = RelativeScore.of(part.verdict().score(), part.recipe());
        detail.setText(
                part.verdict().fault().isPresent()
                        ? part.verdict().fault().get().id() + " " + part.faultText()
                        : texts.number(score, 2) + " · " + item.name());
    }

    void override(boolean good) {
        overrule.say(good);
    }

    private void lookAtRepairs(RepairMode now) {
        model.lookAtRepairs(now != RepairMode.PART);
        pictures.setHeatTools(now == RepairMode.PART);
    }

    void toggleRepair(RepairMode wanted) {
        lens.toggle(wanted);
    }

    void toggleMask() {
        mask.setSelected(!mask.isSelected());
    }

    void toggleBeside() {
        beside.setSelected(!beside.isSelected());
    }

    ImageCanvas canvas() {
        return pictures.canvas();
    }
}
