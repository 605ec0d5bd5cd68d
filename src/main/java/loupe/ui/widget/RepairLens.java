package loupe.ui.widget;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.util.Duration;
import loupe.domain.Repair;
import loupe.imaging.RepairedPart;

/**
 * Stands between a screen and its canvas: hands a part on as it is, or compares it with its repaired picture. Comparing
 * happens on the painter's thread, one part at a time, and the newest wins. JavaFX thread.
 */
public final class RepairLens {
    /** Slow enough for everybody: less than three changes a second. */
    private static final Duration TURN = Duration.millis(600);

    private final FramePainter painter;
    private final Executor fx;
    private final BiConsumer<Optional<Picture>, String> canvas;
    private final ObjectProperty<RepairMode> mode = new SimpleObjectProperty<>(RepairMode.PART);
    private final ReadOnlyBooleanWrapper possible = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper repairedNow = new ReadOnlyBooleanWrapper();
    private final Timeline turns = new Timeline(new KeyFrame(TURN, e -> turn()));
    private Part part = new Part(Optional.empty(), "", Optional.empty());
    private Optional<RepairedPart> compared = Optional.empty();
    private boolean inWork;
    private boolean stale;

    private record Part(Optional<Picture> picture, String callout, Optional<Repair> repair) {
        boolean isComparable() {
            return picture.isPresent()
                    && !picture.get().image().isEmpty()
                    && repair.flatMap(Repair::picture).isPresent();
        }
    }

    /**
     * A lens over a canvas.
     *
     * @param owner while it is in no scene, nothing flickers
     * @param canvas shows a picture with its callout
     */
    public RepairLens(Node owner, FramePainter painter, Executor fx, BiConsumer<Optional<Picture>, String> canvas) {
        this.painter = painter;
        this.fx = fx;
        this.canvas = canvas;
        turns.setCycleCount(Animation.INDEFINITE);
        mode.addListener((o, old, now) -> refresh());
        owner.sceneProperty().addListener((o, old, now) -> {
            if (now == null) {
                turns.stop();
            } else {
                refresh();
            }
        });
    }

    public ObjectProperty<RepairMode> modeProperty() {
        return mode;
    }

    /** True when the model of the part in view can say how it should look. */
    public BooleanExpression possible() {
        return possible.getReadOnlyProperty();
    }

    /** Goes to a way of looking, or back from it, if the model can tell how the part should look. */
    public void toggle(RepairMode wanted) {
        if (possible.get()) {
            mode.set(mode.get().toggled(wanted));
        }
    }

    /** While flickering: true = the repaired picture is in view. */
    BooleanExpression repairedNow() {
        return repairedNow.getReadOnlyProperty();
    }

    /** Shows another part. */
    public void show(Optional<Picture> picture, String callout, Optional<Repair> repair) {
        part = new Part(picture, callout, repair);
        possible.set(repair.isPresent());
        refresh();
    }

    private void refresh() {
        if (mode.get() == RepairMode.PART || !part.isComparable()) {
            turns.stop();
            compared = Optional.empty();
            canvas.accept(part.picture(), part.callout());
            return;
        }
        if (inWork) {
            stale = true;
            return;
        }
        inWork = true;
        Part asked = part;
        Repair repair = asked.repair().orElseThrow();
        painter.prepare(
                () -> RepairedPart.of(
                        asked.picture().orElseThrow().image(),
                        repair.covered(),
                        repair.picture().orElseThrow()),
                made -> fx.execute(() -> compared(made)));
    }

    private void compared(RepairedPart made) {
        inWork = false;
        if (mode.get() != RepairMode.PART && part.isComparable()) {
            compared = Optional.of(made);
            draw();
        }
        if (stale) {
            stale = false;
            refresh();
        }
    }

    private void turn() {
        repairedNow.set(!repairedNow.get());
        draw();
    }

    private void draw() {
        RepairedPart made = compared.orElseThrow();
        if (mode.get() == RepairMode.BESIDE) {
            turns.stop();
            repairedNow.set(false);
            canvas.accept(Optional.of(Picture.of(made.beside())), "");
            return;
        }
        turns.play();
        canvas.accept(Optional.of(Picture.of(repairedNow.get() ? made.repaired() : made.part())), "");
    }
}
