package loupe.ui.calibrate;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.geometry.Rectangle2D;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.Rectangle;
import loupe.ui.calibrate.MaskDrawing.Box;
import loupe.ui.calibrate.MaskViewModel.Tool;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.ImageCanvas;
import loupe.ui.widget.Picture;
import loupe.ui.widget.Zoom;

/**
 * The picture with its mask over it. The mask is painted at the size of the view, and only where it has changed, so a
 * stroke costs the same on an image of any size. Wheel: brush; with Ctrl: zoom; right or middle button: move.
 */
final class MaskCanvas extends StackPane {
    private static final double STEP = 1.2;

    private final MaskViewModel model;
    private final ImageCanvas canvas;
    private final Pane over = new Pane();
    private final ImageView ink = new ImageView();
    private final Label inkColour = Controls.label("", "mask-ink");
    private final Circle brush = new Circle();
    private final Polyline outline = new Polyline();
    private final List<Double> corners = new ArrayList<>();
    private Optional<PixelBuffer<IntBuffer>> buffer = Optional.empty();
    private double mouseX;
    private double mouseY;

    MaskCanvas(MaskViewModel model, FramePainter painter, Executor fx) {
        this.model = model;
        this.canvas = new ImageCanvas(painter, fx);
        getStyleClass().add("picture-frame");
        setMinSize(0, 0);
        brush.getStyleClass().add("mask-brush");
        outline.getStyleClass().add("mask-outline");
        for (Node n : List.of(ink, brush, outline, inkColour)) {
            n.setManaged(false);
            n.setMouseTransparent(true);
            over.getChildren().add(n);
        }
        inkColour.setVisible(false);
        over.setCursor(Cursor.CROSSHAIR);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(over.widthProperty());
        clip.heightProperty().bind(over.heightProperty());
        over.setClip(clip);
        over.setMinSize(0, 0);
        getChildren().addAll(canvas, over);
        ink.opacityProperty().bind(model.opacityProperty());
        listen();
        Follow.changes(this, model.openedProperty(), this::show);
        Follow.changes(
                this,
                model.changedProperty(),
                () -> paint(model.changedProperty().get()));
        Follow.changes(this, model.radiusProperty(), this::placeBrush);
        Follow.changes(this, model.toolProperty(), this::forgetCorners);
        canvas.zoomProperty().addListener(o -> paintAll());
        inkColour.textFillProperty().addListener(o -> paintAll());
    }

    private void listen() {
        over.setOnMousePressed(this::press);
        over.setOnMouseDragged(this::drag);
        over.setOnMouseReleased(e -> {
            if (e.getButton() == MouseButton.PRIMARY && model.toolProperty().get() != Tool.POLYGON) {
                model.release();
            }
        });
        over.setOnMouseMoved(this::follow);
        over.setOnMouseExited(e -> brush.setVisible(false));
        over.setOnScroll(this::wheel);
    }

    private void show() {
        forgetCorners();
        canvas.show(model.openedProperty().get().map(o -> Picture.of(o.image())), "");
        canvas.fit();
        paintAll();
    }

    private void press(MouseEvent e) {
        getParent().requestFocus();
        follow(e);
        if (e.getButton() != MouseButton.PRIMARY || zoom().isEmpty()) {
            return;
        }
        if (model.toolProperty().get() != Tool.POLYGON) {
            model.press(imageX(e.getX()), imageY(e.getY()));
        } else if (e.getClickCount() == 2) {
            closePolygon();
        } else {
            corners.add(imageX(e.getX()));
            corners.add(imageY(e.getY()));
            placeOutline();
        }
    }

    private void drag(MouseEvent e) {
        double dx = (e.getX() - mouseX) * scale();
        double dy = (e.getY() - mouseY) * scale();
        follow(e);
        if (!e.isPrimaryButtonDown()) {
            canvas.setZoom(zoom().map(z -> z.panned(dx, dy)));
        } else if (model.toolProperty().get() != Tool.POLYGON) {
            model.drag(imageX(e.getX()), imageY(e.getY()));
        }
    }

    private void follow(MouseEvent e) {
        mouseX = e.getX();
        mouseY = e.getY();
        placeBrush();
        placeOutline();
    }

    private void wheel(ScrollEvent e) {
        double factor = e.getDeltaY() > 0 ? STEP : 1 / STEP;
        if (e.isShortcutDown()) {
            canvas.setZoom(zoom().map(z -> z.zoomedAt(e.getX() * scale(), e.getY() * scale(), factor)));
        } else if (e.getDeltaY() != 0) {
            model.resizeBrush(factor);
        }
        e.consume();
    }

    /** Keys of a polygon in work; true when the key was used. */
    boolean polygonKey(KeyCode code) {
        if (corners.isEmpty()) {
            return false;
        }
        switch (code) {
            case ENTER -> closePolygon();
            case BACK_SPACE -> {
                corners.subList(corners.size() - 2, corners.size()).clear();
                placeOutline();
            }
            case ESCAPE -> forgetCorners();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void closePolygon() {
        model.polygon(List.copyOf(corners));
        forgetCorners();
    }

    private void forgetCorners() {
        corners.clear();
        placeOutline();
        placeBrush();
    }

    ImageCanvas picture() {
        return canvas;
    }

    private void placeBrush() {
        brush.setVisible(zoom().isPresent() && model.toolProperty().get() != Tool.POLYGON && over.isHover());
        brush.setCenterX(mouseX);
        brush.setCenterY(mouseY);
        zoom().ifPresent(z -> brush.setRadius(model.radiusProperty().get() * z.scale() / scale()));
    }

    private void placeOutline() {
        outline.setVisible(!corners.isEmpty());
        List<Double> points = new ArrayList<>();
        zoom().ifPresent(z -> {
            for (int i = 0; i < corners.size(); i += 2) {
                points.add(z.toViewX(corners.get(i)) / scale());
                points.add(z.toViewY(corners.get(i + 1)) / scale());
            }
        });
        points.add(mouseX);
        points.add(mouseY);
        outline.getPoints().setAll(points);
    }

    private Optional<Zoom> zoom() {
        return canvas.zoomProperty().get();
    }

    private double scale() {
        return getScene() == null || getScene().getWindow() == null
                ? 1
                : getScene().getWindow().getOutputScaleX();
    }

    private double imageX(double x) {
        return zoom().map(z -> z.toImageX(x * scale())).orElse(0.0);
    }

    private double imageY(double y) {
        return zoom().map(z -> z.toImageY(y * scale())).orElse(0.0);
    }

    private void paintAll() {
        placeBrush();
        placeOutline();
        zoom().ifPresent(z -> {
            if (buffer.isEmpty()
                    || buffer.get().getWidth() != z.viewWidth()
                    || buffer.get().getHeight() != z.viewHeight()) {
                IntBuffer pixels = IntBuffer.allocate(z.viewWidth() * z.viewHeight());
                PixelBuffer<IntBuffer> made =
                        new PixelBuffer<>(z.viewWidth(), z.viewHeight(), pixels, PixelFormat.getIntArgbPreInstance());
                buffer = Optional.of(made);
                ink.setImage(new WritableImage(made));
                ink.setFitWidth(z.viewWidth() / scale());
                ink.setFitHeight(z.viewHeight() / scale());
            }
        });
        model.openedProperty()
                .get()
                .ifPresent(o -> paint(new Box(0, 0, o.image().width(), o.image().height())));
        ink.setVisible(model.openedProperty().get().isPresent());
    }

    /** Paints the part of the view that shows these image pixels. */
    private void paint(Box box) {
        boolean ready = buffer.isPresent()
                && zoom().isPresent()
                && model.openedProperty().get().isPresent();
        if (!ready || box.isEmpty()) {
            return;
        }
        Zoom z = zoom().get();
        MaskDrawing drawing = model.openedProperty().get().get().drawing();
        boolean whole = box.left() == 0 && box.right() == drawing.width();
        int left = whole ? 0 : (int) Math.max(0, Math.floor(z.toViewX(box.left())));
        int top = whole ? 0 : (int) Math.max(0, Math.floor(z.toViewY(box.top())));
        int right = whole ? z.viewWidth() : (int) Math.min(z.viewWidth(), Math.ceil(z.toViewX(box.right())));
        int bottom = whole ? z.viewHeight() : (int) Math.min(z.viewHeight(), Math.ceil(z.toViewY(box.bottom())));
        if (left < right && top < bottom) {
            fill(drawing, z, new Box(left, top, right, bottom));
            Rectangle2D changed = new Rectangle2D(left, top, right - left, bottom - top);
            buffer.get().updateBuffer(b -> changed);
        }
    }

    private void fill(MaskDrawing drawing, Zoom z, Box view) {
        int[] argb = buffer.orElseThrow().getBuffer().array();
        byte[] mask = drawing.pixels();
        int colour = colour();
        for (int y = view.top(); y < view.bottom(); y++) {
            int iy = (int) Math.floor(z.toImageY(y + 0.5));
            for (int x = view.left(); x < view.right(); x++) {
                int ix = (int) Math.floor(z.toImageX(x + 0.5));
                boolean inside = ix >= 0 && iy >= 0 && ix < drawing.width() && iy < drawing.height();
                argb[y * z.viewWidth() + x] = inside && mask[iy * drawing.width() + ix] != 0 ? colour : 0;
            }
        }
    }

    private int colour() {
        Color c = inkColour.getTextFill() instanceof Color fill ? fill : Color.RED;
        int r = (int) Math.round(c.getRed() * 255);
        int g = (int) Math.round(c.getGreen() * 255);
        return 0xff000000 | r << 16 | g << 8 | (int) Math.round(c.getBlue() * 255);
    }
}
