package loupe.ui.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import loupe.calibrate.Detectability;
import loupe.calibrate.Interval;
import loupe.calibrate.Rate;
import loupe.calibrate.Words;
import loupe.ui.widget.Controls;

/**
 * How often defects are found by their size: observed shares with their intervals, the smoothed curve, and the share
 * that counts as found. Sizes are drawn as their logarithms.
 */
final class SizePlot extends Pane {
    private static final double LEFT = 46;
    private static final double RIGHT = 24;
    private static final double TOP = 10;
    private static final double BOTTOM = 22;

    private final Words words;
    private Optional<Detectability> shown = Optional.empty();

    SizePlot(Words words) {
        this.words = words;
        setMinSize(0, 150);
        setPrefHeight(170);
        setMaxWidth(640);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    }

    void show(Detectability found) {
        shown = Optional.of(found);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        List<Node> nodes = new ArrayList<>();
        shown.ifPresent(found -> draw(found, nodes));
        nodes.forEach(n -> n.setManaged(false));
        getChildren().setAll(nodes);
        for (Node node : nodes) {
            if (node instanceof Label label) {
                label.applyCss();
                label.autosize();
                boolean across = label.getLayoutY() > y(0);
                label.relocate(
                        label.getLayoutX() - label.getWidth() / (across ? 2 : 1),
                        label.getLayoutY() - (across ? 0 : label.getHeight() / 2));
            }
        }
    }

    private void draw(Detectability found, List<Node> nodes) {
        for (double share : new double[] {0, Detectability.USUAL, 1}) {
            Line line = new Line(LEFT, y(share), getWidth() - RIGHT, y(share));
            line.getStyleClass().add(share == Detectability.USUAL ? "plot-diagonal" : "plot-base");
            nodes.add(line);
            nodes.add(word(words.share(share), LEFT - 6, y(share)));
        }
        double[] curve = found.curve();
        Polyline smooth = new Polyline();
        smooth.getStyleClass().add("plot-curve");
        nodes.add(smooth);
        for (int i = 0; i < curve.length; i++) {
            double x = x(found, i);
            smooth.getPoints().addAll(x, y(curve[i]));
            Rate rate = found.found().get(i);
            Interval interval = rate.interval();
            Line whisker = new Line(x, y(interval.low()), x, y(interval.high()));
            whisker.getStyleClass().add("plot-whisker");
            Circle dot = new Circle(x, y(rate.value()), 4);
            dot.getStyleClass().addAll("plot-dot", "size");
            nodes.addAll(List.of(whisker, dot));
            nodes.add(word(words.number(found.sizes().get(i)), x, getHeight() - BOTTOM + 5));
        }
    }

    private static Label word(String text, double x, double y) {
        Label label = Controls.label(text, "plot-word");
        label.setLayoutX(x);
        label.setLayoutY(y);
        return label;
    }

    private double x(Detectability found, int i) {
        double low = Math.log(found.sizes().get(0));
        double high = Math.log(found.sizes().get(found.sizes().size() - 1));
        double share = high > low ? (Math.log(found.sizes().get(i)) - low) / (high - low) : 0.5;
        return LEFT + 10 + share * (getWidth() - LEFT - RIGHT - 20);
    }

    private double y(double share) {
        return TOP + (1 - share) * (getHeight() - TOP - BOTTOM);
    }
}
