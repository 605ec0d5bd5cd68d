package loupe.ui.calibrate;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import javafx.stage.Window;
import loupe.domain.DefectRegion;
import loupe.domain.Region;
import loupe.ui.widget.ImageCanvas;
import loupe.ui.widget.Zoom;

/** Over a picture: boxes around regions, dashed where too small, and a ruler or a frame that the mouse draws. */
final class RegionOverlay extends Pane {
    private final ImageCanvas canvas;
    private final DoubleConsumer onMeasured;
    private final Consumer<Region> onFramed;
    private final Pane boxes = new Pane();
    private final Line ruler = new Line();
    private final Circle from = new Circle(5);
    private final Circle to = new Circle(5);
    private final Rectangle frame = new Rectangle();
    private final BooleanProperty measuring = new SimpleBooleanProperty();
    private final BooleanProperty framing = new SimpleBooleanProperty();
    private List<DefectRegion> regions = List.of();
    private double smallest;
    /** Image pixels: x and y of both ends. */
    private Optional<double[]> ends = Optional.empty();

    /** The consumers are told the length of the ruler, and the frame, in image pixels. */
    RegionOverlay(ImageCanvas canvas, DoubleConsumer onMeasured, Consumer<Region> onFramed) {
        this.onFramed = onFramed;
        this.canvas = canvas;
        this.onMeasured = onMeasured;
        ruler.getStyleClass().add("ruler");
        from.getStyleClass().add("ruler-end");
        to.getStyleClass().add("ruler-end");
        frame.getStyleClass().addAll("region-box", "frame");
        getChildren().addAll(boxes, frame, ruler, from, to);
        getChildren().forEach(n -> n.setManaged(false));
        mouseTransparentProperty().bind(measuring.or(framing).not());
        setCursor(Cursor.CROSSHAIR);
        setOnMousePressed(e -> drag(e, true));
        setOnMouseDragged(e -> drag(e, false));
        canvas.zoomProperty().addListener(o -> requestLayout());
        measuring.addListener((o, old, on) -> begin(on, framing));
        framing.addListener((o, old, on) -> begin(on, measuring));
    }

    /** While it is on the mouse draws the ruler instead of moving the picture. */
    BooleanProperty measuringProperty() {
        return measuring;
    }

    /** While it is on the mouse draws a frame around a part of the image. */
    BooleanProperty framingProperty() {
        return framing;
    }

    private void begin(boolean on, BooleanProperty other) {
        if (on) {
            other.set(false);
            ends = Optional.empty();
        }
        requestLayout();
    }

    /** Shows the regions of another part, or with another smallest area. */
    void show(List<DefectRegion> found, double smallestArea) {
        regions = found;
        smallest = smallestArea;
        requestLayout();
    }

    private double pixelScale() {
        Window window = getScene() == null ? null : getScene().getWindow();
        return window == null ? 1 : window.getOutputScaleX();
    }

    private void drag(MouseEvent e, boolean first) {
        Optional<Zoom> zoom = canvas.zoomProperty().get();
        if (zoom.isEmpty()) {
            return;
        }
        Point2D at = canvas.sceneToLocal(e.getSceneX(), e.getSceneY());
        double x = zoom.get().toImageX(at.getX() * pixelScale());
        double y = zoom.get().toImageY(at.getY() * pixelScale());
        double[] old = ends.orElse(new double[] {x, y, x, y});
        double[] now = first ? new double[] {x, y, x, y} : new double[] {old[0], old[1], x, y};
        ends = Optional.of(now);
        double width = Math.abs(now[2] - now[0]);
        double height = Math.abs(now[3] - now[1]);
        if (framing.get()) {
            onFramed.accept(new Region(Math.min(now[0], now[2]), Math.min(now[1], now[3]), width, height));
        } else {
            onMeasured.accept(Math.hypot(width, height));
        }
        requestLayout();
        e.consume();
    }

    @Override
    protected void layoutChildren() {
        Optional<Zoom> zoom = canvas.zoomProperty().get();
        boxes.getChildren().clear();
        zoom.ifPresent(z -> {
            for (DefectRegion region : regions) {
                boxes.getChildren().add(box(region, z));
            }
            ends.ifPresent(e -> {
                Point2D a = view(e[0], e[1], z);
                Point2D b = view(e[2], e[3], z);
                ruler.setStartX(a.getX());
                ruler.setStartY(a.getY());
                ruler.setEndX(b.getX());
                ruler.setEndY(b.getY());
                from.setCenterX(a.getX());
                from.setCenterY(a.getY());
                to.setCenterX(b.getX());
                to.setCenterY(b.getY());
                frame.setX(Math.min(a.getX(), b.getX()));
                frame.setY(Math.min(a.getY(), b.getY()));
                frame.setWidth(Math.abs(b.getX() - a.getX()));
                frame.setHeight(Math.abs(b.getY() - a.getY()));
            });
        });
        frame.setVisible(framing.get() && ends.isPresent());
        for (Node node : List.of(ruler, from, to)) {
            node.setVisible(measuring.get() && ends.isPresent());
        }
    }

    private Rectangle box(DefectRegion region, Zoom zoom) {
        Point2D a = view(region.box().x(), region.box().y(), zoom);
        Point2D b = view(
                region.box().x() + region.box().width(),
                region.box().y() + region.box().height(),
                zoom);
        Rectangle box = new Rectangle(
                Math.rint(a.getX()) - 2.5,
                Math.rint(a.getY()) - 2.5,
                Math.rint(b.getX() - a.getX()) + 5,
                Math.rint(b.getY() - a.getY()) + 5);
        box.getStyleClass().addAll("region-box", region.area() >= smallest ? "kept" : "small");
        return box;
    }

    private Point2D view(double x, double y, Zoom zoom) {
        Point2D scene = canvas.localToScene(zoom.toViewX(x) / pixelScale(), zoom.toViewY(y) / pixelScale());
        return sceneToLocal(scene);
    }
}
