package loupe.ui.widget;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;

/**
 * A control chart: values over time, the band between the control limits, the centre line. What lies outside the band
 * is a filled dot with a ring, so it is seen without colour.
 */
public final class ControlChart extends Pane {
    private static final double LEFT = 4;
    private static final double RIGHT = 62;
    private static final double TOP = 8;
    private static final double BOTTOM = 20;

    /**
     * One point.
     *
     * @param place 0 (left) … 1 (right)
     * @param value what was measured, finite
     * @param lower control limit
     * @param centre line
     * @param upper control limit
     * @param words for the tooltip
     */
    public record Point(double place, double value, double lower, double centre, double upper, String words) {
        boolean isOut() {
            return value < lower || value > upper;
        }
    }

    private final DoubleFunction<String> number;
    private List<Point> points = List.of();
    private String from = "";
    private String to = "";
    private double low;
    private double high = 1;

    /** A chart whose scale is written in this way. */
    public ControlChart(DoubleFunction<String> number) {
        this.number = number;
        getStyleClass().add("control-chart");
        setMinSize(0, Region.USE_COMPUTED_SIZE);
        setPrefHeight(150);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    }

    /** Shows points in rising order of place, and the times at both ends. */
    public void show(List<Point> other, String fromText, String toText) {
        points = List.copyOf(other);
        from = fromText;
        to = toText;
        low = points.stream()
                .mapToDouble(p -> Math.min(p.value(), p.lower()))
                .min()
                .orElse(0);
        high = points.stream()
                .mapToDouble(p -> Math.max(p.value(), p.upper()))
                .max()
                .orElse(1);
        double room = Math.max(1e-9, high - low) * 0.06;
        low -= room;
        high += room;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        List<Node> nodes = new ArrayList<>();
        if (!points.isEmpty()) {
            band(nodes);
            Polyline line = new Polyline();
            points.forEach(p -> line.getPoints().addAll(x(p.place()), y(p.value())));
            line.getStyleClass().add("values");
            nodes.add(line);
            points.forEach(p -> nodes.add(dot(p)));
            scale(nodes);
        }
        nodes.forEach(n -> n.setManaged(false));
        getChildren().setAll(nodes);
        for (Node node : nodes) {
            if (node instanceof Label label) {
                label.applyCss();
                label.autosize();
                place(label);
            }
        }
    }

    private void band(List<Node> nodes) {
        Polygon band = new Polygon();
        Polyline centre = new Polyline();
        Polyline upper = new Polyline();
        Polyline lower = new Polyline();
        for (Point p : points) {
            upper.getPoints().addAll(x(p.place()), y(p.upper()));
            lower.getPoints().addAll(x(p.place()), y(p.lower()));
            centre.getPoints().addAll(x(p.place()), y(p.centre()));
        }
        band.getPoints().addAll(upper.getPoints());
        for (int i = points.size() - 1; i >= 0; i--) {
            band.getPoints().addAll(x(points.get(i).place()), y(points.get(i).lower()));
        }
        band.getStyleClass().add("band");
        centre.getStyleClass().add("centre");
        upper.getStyleClass().add("limit");
        lower.getStyleClass().add("limit");
        nodes.addAll(List.of(band, centre, upper, lower));
    }

    private Circle dot(Point p) {
        Circle dot = new Circle(x(p.place()), y(p.value()), p.isOut() ? 4.5 : 2.2);
        dot.getStyleClass().addAll("dot", p.isOut() ? "out" : "in");
        Tooltip.install(dot, new Tooltip(p.words()));
        return dot;
    }

    private void scale(List<Node> nodes) {
        Point last = points.get(points.size() - 1);
        Line base = new Line(LEFT, getHeight() - BOTTOM + 0.5, getWidth() - RIGHT, getHeight() - BOTTOM + 0.5);
        base.getStyleClass().add("base");
        nodes.add(base);
        nodes.add(label(number.apply(last.centre()), y(last.centre())));
        if (y(last.lower()) - y(last.centre()) > 14) {
            nodes.add(label(number.apply(last.lower()), y(last.lower())));
        }
        if (y(last.centre()) - y(last.upper()) > 14) {
            nodes.add(label(number.apply(last.upper()), y(last.upper())));
        }
        nodes.add(label(from, Double.NaN));
        Label end = label(to, Double.NaN);
        end.setUserData(Double.POSITIVE_INFINITY);
        nodes.add(end);
    }

    private static Label label(String text, double y) {
        Label label = Controls.label(text, "chart-word");
        label.setUserData(y);
        return label;
    }

    /** Numbers stand right of the chart at their height, times below it at its ends. */
    private void place(Label label) {
        double y = (double) label.getUserData();
        if (Double.isNaN(y)) {
            label.relocate(LEFT, getHeight() - label.getHeight());
        } else if (Double.isInfinite(y)) {
            label.relocate(getWidth() - RIGHT - label.getWidth(), getHeight() - label.getHeight());
        } else {
            label.relocate(getWidth() - RIGHT + 8, y - label.getHeight() / 2);
        }
    }

    private double x(double place) {
        return LEFT + 6 + place * (getWidth() - LEFT - RIGHT - 12);
    }

    private double y(double value) {
        return TOP + (high - value) / (high - low) * (getHeight() - TOP - BOTTOM);
    }
}
