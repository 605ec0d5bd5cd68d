package loupe.ui.widget;

import java.util.function.DoubleConsumer;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Line;

/**
 * A limit on a plot of scores: a line below a grip that is dragged or moved with the arrow keys (with Shift in large
 * steps), and a word. It does not move by itself: whoever hears where a person wants it says where it is.
 */
public final class LimitHandle extends StackPane {
    private static final double GRIP = 26;

    /** Where scores are on the plot. */
    public interface Axis {
        /** Pixels from the left edge of the plot. */
        double x(double score);

        double score(double x);

        /** Scores from the left end to the right. */
        double range();
    }

    private final Axis axis;
    private final DoubleConsumer onMove;
    private final Line line = new Line();
    private final Label word;
    private double at = 1;

    /** {@code styleClass} is {@code review} or {@code fail}. */
    public LimitHandle(String styleClass, Axis axis, DoubleConsumer onMove) {
        this.axis = axis;
        this.onMove = onMove;
        this.word = Controls.label("", "limit-word", styleClass);
        line.getStyleClass().addAll("limit-line", styleClass);
        line.setMouseTransparent(true);
        getStyleClass().addAll("limit-handle", styleClass);
        setId("limit-" + styleClass);
        setFocusTraversable(true);
        setCursor(Cursor.H_RESIZE);
        setAccessibleRole(AccessibleRole.SLIDER);
        setOnMousePressed(e -> requestFocus());
        setOnMouseDragged(e -> {
            onMove.accept(axis.score(
                    getParent().sceneToLocal(e.getSceneX(), e.getSceneY()).getX()));
            e.consume();
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** Puts line, word and grip on a plot, above what is there. */
    public static void add(Pane plot, LimitHandle... handles) {
        for (LimitHandle handle : handles) {
            plot.getChildren().addAll(handle.line, handle.word);
        }
        plot.getChildren().addAll(handles);
    }

    private void key(KeyEvent e) {
        double step = axis.range() / (e.isShiftDown() ? 20 : 200);
        switch (e.getCode()) {
            case LEFT, DOWN -> onMove.accept(at - step);
            case RIGHT, UP -> onMove.accept(at + step);
            default -> {
                return;
            }
        }
        e.consume();
    }

    /** Where it is, and what stands beside it. */
    public void set(double score, String text) {
        at = score;
        word.setText(text);
        setAccessibleText(text);
        notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE);
    }

    public double at() {
        return at;
    }

    /** Shows grip, line and word, or none of them. */
    public void show(boolean on) {
        setVisible(on);
        line.setVisible(on);
        word.setVisible(on);
    }

    /** Lays the grip at the top of the plot and the line down to {@code bottom}. */
    public void lay(double bottom) {
        double x = Math.rint(axis.x(at)) + 0.5;
        line.setStartX(x);
        line.setEndX(x);
        line.setStartY(GRIP / 2 + 2);
        line.setEndY(bottom);
        resizeRelocate(x - GRIP / 2, 0, GRIP, GRIP);
        word.applyCss();
        word.autosize();
    }

    /** The word, to be put where there is room. */
    public Label word() {
        return word;
    }
}
