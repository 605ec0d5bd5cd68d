package loupe.ui.widget;

import java.util.Optional;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;
import loupe.domain.Outcome;

/**
 * The sign of an outcome: check, half circle, cross, exclamation mark, and a dash for none. Shapes differ without
 * colour; the colour comes from the style classes {@code outcome} and {@code pass, review, fail, error, none}.
 */
public final class OutcomeShape extends Region {
    private static final String CHECK = "M9.2 20 L1.5 12.3 L4.4 9.4 L9.2 14.2 L19.6 3.8 L22.5 6.7 Z";
    private static final String HALF =
            "M12 1 A11 11 0 0 0 12 23 Z M12 1 A11 11 0 0 1 12 23 L12 20.4 A8.4 8.4 0 0 0 12 3.6 Z";
    private static final String CROSS = "M5 2 L12 9 L19 2 L22 5 L15 12 L22 19 L19 22 L12 15 L5 22 L2 19 L9 12 L2 5 Z";
    private static final String MARK =
            "M9.6 1.5 H14.4 L13.8 14.5 H10.2 Z M12 17 A2.8 2.8 0 1 1 12 22.6 A2.8 2.8 0 1 1 12 17 Z";
    private static final String DASH = "M4 10.4 H20 V13.6 H4 Z";
    private static final double GRID = 24;

    private final double size;
    private Optional<Outcome> shown = Optional.empty();

    /** A sign as large as a square of {@code size} pixels. */
    public OutcomeShape(double size) {
        this.size = size;
        show(Optional.empty());
    }

    /** Shows the sign of an outcome, or a dash while there is none. */
    public void show(Optional<Outcome> outcome) {
        if (getShape() != null && outcome.equals(shown)) {
            return;
        }
        shown = outcome;
        SVGPath path = new SVGPath();
        path.setContent(outcome.map(OutcomeShape::path).orElse(DASH));
        double w = path.getLayoutBounds().getWidth() / GRID * size;
        double h = path.getLayoutBounds().getHeight() / GRID * size;
        setShape(path);
        setMinSize(w, h);
        setPrefSize(w, h);
        setMaxSize(w, h);
        getStyleClass().setAll("outcome", styleClass(outcome));
    }

    private static String path(Outcome outcome) {
        return switch (outcome) {
            case PASS -> CHECK;
            case REVIEW -> HALF;
            case FAIL -> CROSS;
            case ERROR -> MARK;
        };
    }

    /** The style class that colours an outcome. */
    public static String styleClass(Optional<Outcome> outcome) {
        return outcome.map(o -> switch (o) {
                    case PASS -> "pass";
                    case REVIEW -> "review";
                    case FAIL -> "fail";
                    case ERROR -> "error";
                })
                .orElse("none");
    }
}
