package loupe.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A drawing of few shapes that is the same on a screen and on paper. Origin top left, y downwards; units are points.
 *
 * @param width points
 * @param height points
 * @param title what a reader who sees nothing is told
 * @param shapes in painting order
 */
record Plot(double width, double height, String title, List<Shape> shapes) {
    Plot {
        shapes = List.copyOf(shapes);
    }

    /** Colours by meaning; what they look like is the medium's affair. */
    enum Ink {
        TEXT,
        SOFT,
        GRID,
        GOOD,
        DEFECT,
        REVIEW,
        FAIL
    }

    /** One thing drawn. */
    sealed interface Shape {}

    record Box(double x, double y, double width, double height, Ink ink) implements Shape {}

    record Line(List<Double> xs, List<Double> ys, Ink ink, double thickness, boolean dashed) implements Shape {}

    /** Text with its baseline at y; align −1 begins, 0 is centred, 1 ends at x. */
    record Label(double x, double y, String text, Ink ink, int align) implements Shape {}

    /** Collects shapes. */
    static final class Pen {
        private final List<Shape> shapes = new ArrayList<>();

        void box(double x, double y, double width, double height, Ink ink) {
            shapes.add(new Box(x, y, width, height, ink));
        }

        void line(double x0, double y0, double x1, double y1, Ink ink) {
            shapes.add(new Line(List.of(x0, x1), List.of(y0, y1), ink, 0.7, false));
        }

        void dashed(double x0, double y0, double x1, double y1, Ink ink) {
            shapes.add(new Line(List.of(x0, x1), List.of(y0, y1), ink, 1.2, true));
        }

        void curve(List<Double> xs, List<Double> ys, Ink ink) {
            shapes.add(new Line(List.copyOf(xs), List.copyOf(ys), ink, 1.6, false));
        }

        void text(double x, double y, String text, Ink ink, int align) {
            shapes.add(new Label(x, y, text, ink, align));
        }

        Plot done(double width, double height, String title) {
            return new Plot(width, height, title, shapes);
        }
    }
}
