package loupe.ui.widget;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;
import javafx.stage.Window;
import loupe.domain.DefectRegion;
import loupe.imaging.HeatMapStyle;

/**
 * Shows a {@link Picture}: wheel zooms to the cursor, drag pans, double click switches between whole and 1:1. Painting
 * happens on the {@link FramePainter}; at most one picture is in work, and the newest wins. JavaFX thread only.
 */
public final class ImageCanvas extends Pane {
    private static final double ZOOM_STEP = 1.2;
    private static final int BUFFERS = 3;

    private final FramePainter painter;
    private final Executor fx;
    private final ImageView view = new ImageView();
    private final Label callout = Controls.label("", "callout");
    private final ReadOnlyObjectWrapper<Optional<Zoom>> zoom = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final WritableImage[] images = new WritableImage[BUFFERS];
    private final List<PixelBuffer<ByteBuffer>> buffers = new ArrayList<>();
    private Optional<Picture> picture = Optional.empty();
    private HeatMapStyle style = HeatMapStyle.DEFAULT;
    private int next;
    private boolean inWork;
    private boolean stale;
    private double dragX;
    private double dragY;

    public ImageCanvas(FramePainter painter, Executor fx) {
        this.painter = painter;
        this.fx = fx;
        getStyleClass().add("image-canvas");
        view.setManaged(false);
        view.setSmooth(false);
        callout.setManaged(false);
        callout.setVisible(false);
        callout.setMouseTransparent(true);
        getChildren().addAll(view, callout);
        setMinSize(0, 0);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        setOnScroll(e -> {
            zoom(e.getX(), e.getY(), e.getDeltaY() > 0 ? ZOOM_STEP : 1 / ZOOM_STEP);
            e.consume();
        });
        setOnMousePressed(this::press);
        setOnMouseDragged(this::drag);
        setOnMouseReleased(e -> setCursor(Cursor.DEFAULT));
        setOnMouseClicked(this::click);
        widthProperty().addListener(o -> refresh());
        heightProperty().addListener(o -> refresh());
    }

    /** Shows another picture in the same place and zoom; empty clears the canvas. */
    public void show(Optional<Picture> other, String calloutText) {
        picture = other.filter(p -> !p.image().isEmpty());
        callout.setText(calloutText);
        view.setVisible(picture.isPresent());
        refresh();
    }

    public void setOverlay(HeatMapStyle other) {
        style = other;
        refresh();
    }

    /** Where the image lies, in physical pixels; empty while nothing is shown. */
    public ReadOnlyObjectProperty<Optional<Zoom>> zoomProperty() {
        return zoom.getReadOnlyProperty();
    }

    /** Shows the same place as another canvas of the same size. */
    public void setZoom(Optional<Zoom> other) {
        if (!other.equals(zoom.get())) {
            zoom.set(other);
            refresh();
        }
    }

    public void fit() {
        change(zoom.get().map(v -> Zoom.fit(v.imageWidth(), v.imageHeight(), v.viewWidth(), v.viewHeight())));
    }

    /** Zooms around the middle, for keys and buttons. */
    public void zoom(double factor) {
        zoom(getWidth() / 2, getHeight() / 2, factor);
    }

    private void zoom(double x, double y, double factor) {
        change(zoom.get().map(v -> v.zoomedAt(x * pixelScale(), y * pixelScale(), factor)));
    }

    /** Switches between the whole image and one image pixel per screen pixel. */
    public void toggleZoom() {
        change(zoom.get().map(v -> v.toggledAt(v.viewWidth() / 2.0, v.viewHeight() / 2.0)));
    }

    private void press(MouseEvent e) {
        requestFocus();
        dragX = e.getX();
        dragY = e.getY();
    }

    private void drag(MouseEvent e) {
        double s = pixelScale();
        double dx = (e.getX() - dragX) * s;
        double dy = (e.getY() - dragY) * s;
        press(e);
        setCursor(Cursor.CLOSED_HAND);
        change(zoom.get().map(v -> v.panned(dx, dy)));
    }

    private void click(MouseEvent e) {
        if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2) {
            change(zoom.get().map(v -> v.toggledAt(e.getX() * pixelScale(), e.getY() * pixelScale())));
        }
    }

    private void change(Optional<Zoom> other) {
        zoom.set(other);
        refresh();
    }

    private double pixelScale() {
        Window window = getScene() == null ? null : getScene().getWindow();
        return window == null ? 1 : window.getOutputScaleX();
    }

    private void refresh() {
        int w = (int) Math.round(getWidth() * pixelScale());
        int h = (int) Math.round(getHeight() * pixelScale());
        if (picture.isEmpty() || w < 1 || h < 1) {
            callout.setVisible(false);
            return;
        }
        int iw = picture.get().image().width();
        int ih = picture.get().image().height();
        zoom.set(Optional.of(zoom.get().map(v -> v.resized(iw, ih, w, h)).orElseGet(() -> Zoom.fit(iw, ih, w, h))));
        if (inWork) {
            stale = true;
            return;
        }
        inWork = true;
        stale = false;
        painter.paint(
                new FramePainter.Job(picture.get(), zoom.get().orElseThrow(), style, target(w, h)),
                job -> fx.execute(() -> painted(job)));
    }

    private PixelBuffer<ByteBuffer> target(int w, int h) {
        boolean fits = buffers.size() == BUFFERS
                && buffers.get(0).getWidth() == w
                && buffers.get(0).getHeight() == h;
        if (!fits) {
            buffers.clear();
            for (int i = 0; i < BUFFERS; i++) {
                buffers.add(FramePainter.buffer(w, h));
                images[i] = new WritableImage(buffers.get(i));
            }
        }
        next = (next + 1) % BUFFERS;
        return buffers.get(next);
    }

    private void painted(FramePainter.Job job) {
        inWork = false;
        int index = buffers.indexOf(job.target());
        job.target().updateBuffer(b -> null);
        double s = pixelScale();
        view.setImage(images[index]);
        view.setFitWidth(images[index].getWidth() / s);
        view.setFitHeight(images[index].getHeight() / s);
        placeCallout(job);
        if (stale) {
            refresh();
        }
    }

    private void placeCallout(FramePainter.Job job) {
        Optional<DefectRegion> region =
                job.picture().worst().filter(r -> !callout.getText().isEmpty());
        callout.setVisible(region.isPresent());
        region.ifPresent(r -> {
            double s = pixelScale();
            Zoom v = job.zoom();
            callout.applyCss(); // its first text is measured before the first pulse has styled it
            double w = callout.prefWidth(-1);
            double h = callout.prefHeight(-1);
            double right = v.toViewX(r.box().x() + r.box().width()) / s + 10;
            double leftSide = v.toViewX(r.box().x()) / s - 10 - w;
            double x = right + w <= getWidth() - 8 ? right : leftSide;
            double y = v.toViewY(r.box().y()) / s - h / 2;
            callout.resizeRelocate(
                    Math.rint(Math.min(Math.max(8, x), getWidth() - w - 8)),
                    Math.rint(Math.min(Math.max(8, y), getHeight() - h - 8)),
                    w,
                    h);
        });
    }
}
