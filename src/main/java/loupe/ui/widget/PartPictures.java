package loupe.ui.widget;

import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import loupe.imaging.HeatMapStyle;

/**
 * One part, large: the picture under its overlay with the tools for it, alone or beside the bare picture. Both zoom and
 * pan together.
 */
public final class PartPictures extends HBox {
    private static final double WIDE = 720;

    /** Equal preferred widths, so that both pictures grow alike. */
    private static final double HALF = 100;

    private final ObjectProperty<HeatMapStyle> overlay;
    private final Texts texts;
    private final ImageCanvas canvas;
    private final ImageCanvas bare;
    private final StackPane bareFrame;
    private final Legend legend;
    private final OverlayTools tools;
    private boolean following;

    public PartPictures(ObjectProperty<HeatMapStyle> overlay, FramePainter painter, Executor fx, Texts texts) {
        super(8);
        this.overlay = overlay;
        this.texts = texts;
        this.canvas = new ImageCanvas(painter, fx);
        this.bare = new ImageCanvas(painter, fx);
        this.legend = new Legend(texts);
        this.tools = new OverlayTools(overlay, texts);
        this.bareFrame = new StackPane(bare);
        setMinSize(0, 0);
        bareFrame.setMinSize(0, 0);
        bareFrame.setPrefWidth(HALF);
        bareFrame.getStyleClass().add("picture-frame");
        setHgrow(bareFrame, Priority.ALWAYS);
        getChildren().addAll(bareFrame, overlaid());
        setBeside(false);
        canvas.zoomProperty().addListener((o, old, now) -> follow(bare, now));
        bare.zoomProperty().addListener((o, old, now) -> follow(canvas, now));
        bare.setOverlay(HeatMapStyle.DEFAULT);
        Follow.changes(this, overlay, this::overlay);
        overlay();
    }

    private StackPane overlaid() {
        StackPane pane = new StackPane(canvas, tools, legend);
        pane.getStyleClass().add("picture-frame");
        pane.setMinSize(0, 0);
        pane.setPrefWidth(HALF);
        StackPane.setAlignment(tools, Pos.BOTTOM_LEFT);
        StackPane.setMargin(tools, new Insets(8));
        StackPane.setMargin(legend, new Insets(8));
        StackPane.setAlignment(legend, Pos.TOP_RIGHT);
        pane.widthProperty()
                .addListener((o, old, now) ->
                        StackPane.setAlignment(legend, now.doubleValue() < WIDE ? Pos.TOP_RIGHT : Pos.BOTTOM_RIGHT));
        setHgrow(pane, Priority.ALWAYS);
        canvas.setAccessibleText(texts.get("picture.overlay"));
        bare.setAccessibleText(texts.get("picture.bare"));
        return pane;
    }

    /** Two canvases of slightly different size would answer each other for ever. */
    private void follow(ImageCanvas other, Optional<Zoom> zoom) {
        if (!following && bareFrame.isVisible()) {
            following = true;
            other.setZoom(zoom);
            following = false;
        }
    }

    private void overlay() {
        canvas.setOverlay(overlay.get());
        legend.show(overlay.get());
    }

    /** Shows another part; empty clears both pictures. */
    public void show(Optional<Picture> picture, String callout) {
        canvas.show(picture, callout);
        legend.show(picture);
        tools.show(picture);
        bare.show(picture.map(p -> Picture.of(p.image())), "");
        canvas.setVisible(picture.isPresent());
    }

    /** The bare picture to the left, or not. */
    public void setBeside(boolean on) {
        bareFrame.setVisible(on);
        bareFrame.setManaged(on);
    }

    /** Legend and tools of the heat map, or not where none is shown. */
    public void setHeatTools(boolean on) {
        legend.setVisible(on);
        tools.setVisible(on);
    }

    /** The picture under its overlay, for the keys that zoom. */
    public ImageCanvas canvas() {
        return canvas;
    }
}
