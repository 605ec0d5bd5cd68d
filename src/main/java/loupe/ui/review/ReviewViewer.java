package loupe.ui.review;

import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import loupe.domain.Inspection;
import loupe.imaging.HeatMapStyle;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.ImageCanvas;
import loupe.ui.widget.Legend;
import loupe.ui.widget.OutcomeShape;
import loupe.ui.widget.OverlayTools;
import loupe.ui.widget.Picture;
import loupe.ui.widget.RelativeScore;
import loupe.ui.widget.Texts;
import loupe.ui.widget.Zoom;
import org.kordamp.ikonli.feather.Feather;

/** The picture of one row with its overlay, alone or beside the bare picture, and the buttons to overrule it. */
final class ReviewViewer extends VBox {
    private static final double WIDE = 720;

    /** Equal preferred widths, so that both pictures grow alike. */
    private static final double HALF = 100;

    private final ReviewViewModel model;
    private final Texts texts;
    private final ImageCanvas canvas;
    private final ImageCanvas bare;
    private final StackPane bareFrame;
    private final Legend legend;
    private final OutcomeShape shape = new OutcomeShape(26);
    private final Label word = Controls.label("", "viewer-verdict");
    private final Label detail = Controls.label("", "text-muted");
    private final TextField reason = new TextField();
    private final ToggleButton mask;
    private final ToggleButton beside;
    private boolean following;

    ReviewViewer(ReviewViewModel model, FramePainter painter, Executor fx, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.canvas = new ImageCanvas(painter, fx);
        this.bare = new ImageCanvas(painter, fx);
        this.legend = new Legend(texts);
        this.mask = Controls.toggle(Feather.TARGET, texts.get("review.mask"));
        this.beside = Controls.toggle(Feather.COLUMNS, texts.get("review.beside"));
        this.bareFrame = new StackPane(bare);
        getStyleClass().add("review-viewer");
        StackPane overlaid = frame();
        bareFrame.setMinSize(0, 0);
        bareFrame.setPrefWidth(HALF);
        overlaid.setPrefWidth(HALF);
        HBox pictures = new HBox(8, bareFrame, overlaid);
        pictures.setMinSize(0, 0);
        bareFrame.getStyleClass().add("picture-frame");
        HBox.setHgrow(bareFrame, Priority.ALWAYS);
        setVgrow(pictures, Priority.ALWAYS);
        getChildren().addAll(head(), pictures, overrule());
        showBeside(false);
        bind();
    }

    private HBox head() {
        mask.setSelected(true);
        detail.setMinWidth(0);
        word.setMinWidth(USE_PREF_SIZE);
        mask.setMinWidth(USE_PREF_SIZE);
        beside.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(10, shape, word, detail, Controls.spacer(), mask, beside);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private StackPane frame() {
        OverlayTools tools = new OverlayTools(model.overlayProperty(), texts);
        StackPane pane = new StackPane(canvas, tools, legend);
        pane.getStyleClass().add("picture-frame");
        pane.setMinSize(0, 0);
        StackPane.setAlignment(tools, Pos.BOTTOM_LEFT);
        StackPane.setMargin(tools, new Insets(8));
        StackPane.setMargin(legend, new Insets(8));
        StackPane.setAlignment(legend, Pos.TOP_RIGHT);
        pane.widthProperty()
                .addListener((o, old, now) ->
                        StackPane.setAlignment(legend, now.doubleValue() < WIDE ? Pos.TOP_RIGHT : Pos.BOTTOM_RIGHT));
        HBox.setHgrow(pane, Priority.ALWAYS);
        canvas.setAccessibleText(texts.get("review.overlayPicture"));
        bare.setAccessibleText(texts.get("review.barePicture"));
        return pane;
    }

    private HBox overrule() {
        reason.setPromptText(texts.get("review.reason"));
        reason.setAccessibleText(texts.get("review.reason"));
        HBox.setHgrow(reason, Priority.ALWAYS);
        Button good = Controls.button(Feather.THUMBS_UP, texts.get("review.goodKey"), () -> override(true));
        Button bad = Controls.button(Feather.THUMBS_DOWN, texts.get("review.badKey"), () -> override(false));
        good.setMinWidth(USE_PREF_SIZE);
        bad.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(8, good, bad, reason);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void bind() {
        Follow.changes(this, model.openedProperty(), () -> refresh());
        Follow.changes(this, model.overlayProperty(), () -> overlay());
        mask.selectedProperty().addListener(o -> refresh());
        beside.selectedProperty().addListener((o, old, now) -> showBeside(now));
        canvas.zoomProperty().addListener((o, old, now) -> follow(bare, now));
        bare.zoomProperty().addListener((o, old, now) -> follow(canvas, now));
        bare.setOverlay(HeatMapStyle.DEFAULT);
        overlay();
        refresh();
    }

    /** Two canvases of slightly different size would answer each other for ever. */
    private void follow(ImageCanvas other, Optional<Zoom> zoom) {
        if (!following && beside.isSelected()) {
            following = true;
            other.setZoom(zoom);
            following = false;
        }
    }

    private void overlay() {
        canvas.setOverlay(model.overlayProperty().get());
        legend.show(model.overlayProperty().get());
    }

    private void showBeside(boolean on) {
        bareFrame.setVisible(on);
        bareFrame.setManaged(on);
    }

    private void refresh() {
        Optional<ReviewViewModel.Opened> open = model.openedProperty().get();
        Optional<Picture> picture = open.filter(o -> !o.image().isEmpty())
                .map(o -> Picture.of(o.item().inspection(), o.image())
                        .withMap(o.map(), o.item().inspection().recipe().scale())
                        .withMask(o.mask().filter(m -> mask.isSelected())));
        canvas.show(
                picture,
                open.map(o -> RelativeScore.callout(o.item().inspection(), texts))
                        .orElse(""));
        bare.show(open.map(o -> Picture.of(o.image())), "");
        canvas.setVisible(picture.isPresent());
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
        model.override(good, reason.getText());
        reason.clear();
    }

    void toggleMask() {
        mask.setSelected(!mask.isSelected());
    }

    void toggleBeside() {
        beside.setSelected(!beside.isSelected());
    }

    ImageCanvas canvas() {
        return canvas;
    }
}
