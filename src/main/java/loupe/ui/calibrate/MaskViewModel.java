package loupe.ui.calibrate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.PixelOrder;
import loupe.imaging.ImageCodec;
import loupe.imaging.Masks;
import loupe.samples.SampleCard;
import loupe.samples.SampleStore;
import loupe.ui.calibrate.MaskDrawing.Box;

/**
 * The mask of one sample while it is drawn: tool, brush, undo, and writing it. Leaving a sample writes what was drawn.
 * JavaFX thread.
 */
final class MaskViewModel {
    /** What the mouse does. */
    enum Tool {
        PAINT,
        ERASE,
        POLYGON
    }

    /** A sample that is open, with its pixels; the fault says what is wrong with its mask. */
    record Opened(SampleCard card, Image image, MaskDrawing drawing, Optional<InspectionFault> fault) {}

    static final double SMALLEST = 0.5;
    static final double LARGEST = 300;

    private final SamplesViewModel samples;
    private final Executor work;
    private final Executor fx;
    private final ReadOnlyObjectWrapper<Optional<Opened>> opened = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Box> changed = new ReadOnlyObjectWrapper<>(Box.NONE);
    private final ObjectProperty<Tool> tool = new SimpleObjectProperty<>(Tool.PAINT);
    private final DoubleProperty radius = new SimpleDoubleProperty(8);
    private final DoubleProperty opacity = new SimpleDoubleProperty(0.5);
    private final BooleanProperty dirty = new SimpleBooleanProperty();
    private String wanted = "";
    private double lastX;
    private double lastY;

    MaskViewModel(SamplesViewModel samples, Executor work, Executor fx) {
        this.samples = samples;
        this.work = work;
        this.fx = fx;
    }

    /** Opens a sample; its pixels come later. */
    void open(SampleCard card) {
        save();
        wanted = card.name();
        samples.storeProperty()
                .get()
                .ifPresent(store -> work.execute(() -> samples.attempt(() -> {
                    Opened made = read(store, card);
                    fx.execute(() -> show(made));
                })));
    }

    private void show(Opened made) {
        if (made.card().name().equals(wanted)) {
            dirty.set(false);
            opened.set(Optional.of(made));
        }
    }

    private static Opened read(SampleStore store, SampleCard card) {
        Image image = ImageCodec.read(store.image(card));
        byte[] pixels = new byte[image.width() * image.height()];
        Optional<Path> file = store.mask(card);
        if (file.isPresent()) {
            boolean[] truth = Masks.read(file.get(), image.width(), image.height());
            for (int i = 0; i < truth.length; i++) {
                pixels[i] = truth[i] ? MaskDrawing.DEFECT : 0;
            }
        }
        Optional<InspectionFault> fault = file.flatMap(f -> LookAlikes.maskFault(f, image));
        return new Opened(card, image, new MaskDrawing(image.width(), image.height(), pixels), fault);
    }

    /** Goes to a neighbour in the grid. */
    void step(int by) {
        samples.list().move(by, Selection.Mode.ONE);
        samples.list().focused().ifPresent(this::open);
    }

    /** The mouse goes down at an image position, with brush or eraser. */
    void press(double x, double y) {
        drawing().ifPresent(d -> {
            d.begin();
            lastX = x;
            lastY = y;
        });
        drag(x, y);
    }

    void drag(double x, double y) {
        drawing().ifPresent(d -> {
            changed.set(d.stroke(lastX, lastY, x, y, radius.get(), tool.get() != Tool.ERASE));
            lastX = x;
            lastY = y;
        });
    }

    void release() {
        drawing().ifPresent(MaskDrawing::end);
        touch();
    }

    /** Fills a closed polygon, x and y of image positions in turn. */
    void polygon(List<Double> points) {
        whole(d -> d.polygon(points, true));
    }

    void clear() {
        whole(MaskDrawing::clear);
    }

    /** A change that is one step of undo. */
    private interface Change {
        Box on(MaskDrawing drawing);
    }

    private void whole(Change change) {
        drawing().ifPresent(d -> {
            d.begin();
            Box box = change.on(d);
            d.end();
            changed.set(box);
            touch();
        });
    }

    void undo() {
        drawing().flatMap(MaskDrawing::undo).ifPresent(this::redrawn);
    }

    void redo() {
        drawing().flatMap(MaskDrawing::redo).ifPresent(this::redrawn);
    }

    private void redrawn(Box box) {
        changed.set(box);
        touch();
    }

    private void touch() {
        dirty.set(false); // so that a listener hears of every step
        dirty.set(true);
    }

    /** Larger for factors above 1. */
    void resizeBrush(double factor) {
        radius.set(Math.max(SMALLEST, Math.min(LARGEST, radius.get() * factor)));
    }

    /** Writes what was drawn; an empty mask is deleted. */
    void save() {
        if (dirty.get() && opened.get().isPresent()) {
            Opened o = opened.get().get();
            MaskDrawing d = o.drawing();
            Image mask = new Image(
                    d.width(), d.height(), PixelOrder.GRAY8, d.pixels().clone());
            dirty.set(false);
            samples.writeMask(o.card(), d.isEmpty() ? Optional.empty() : Optional.of(mask));
        }
    }

    /** Back to the grid; what was drawn is written. */
    void close() {
        save();
        wanted = "";
        opened.set(Optional.empty());
    }

    /** Back to the grid; what was drawn is forgotten. */
    void discard() {
        dirty.set(false);
        close();
    }

    private Optional<MaskDrawing> drawing() {
        return opened.get().map(Opened::drawing);
    }

    ReadOnlyObjectProperty<Optional<Opened>> openedProperty() {
        return opened.getReadOnlyProperty();
    }

    /** The pixels that have changed last. */
    ReadOnlyObjectProperty<Box> changedProperty() {
        return changed.getReadOnlyProperty();
    }

    ObjectProperty<Tool> toolProperty() {
        return tool;
    }

    /** Of the brush, image pixels. */
    DoubleProperty radiusProperty() {
        return radius;
    }

    DoubleProperty opacityProperty() {
        return opacity;
    }

    BooleanProperty dirtyProperty() {
        return dirty;
    }
}
