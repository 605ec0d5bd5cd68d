package loupe.ui.calibrate;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.Rectangle;
import loupe.calibrate.Confusion;
import loupe.calibrate.Curves;
import loupe.ui.widget.Controls;

/** A curve over all thresholds, and where both limits are on it. */
final class CurvePlot extends Pane {
    private static final double LEFT = 20;
    private static final double BOTTOM = 20;
    private static final double PAD = 7;

    private final Rectangle frame = new Rectangle();
    private final Line diagonal = new Line();
    private final Polyline curve = new Polyline();
    private final Circle review = new Circle(6);
    private final Circle fail = new Circle(6);
    private final Label across = Controls.label("", "plot-word");
    private final Label up = Controls.label("", "plot-word");
    private List<Curves.Point> points = List.of();
    private boolean roc = true;
    private double[] places = new double[4];

    CurvePlot() {
        frame.getStyleClass().add("plot-frame");
        diagonal.getStyleClass().add("plot-diagonal");
        curve.getStyleClass().add("plot-curve");
        review.getStyleClass().addAll("plot-dot", "review");
        fail.getStyleClass().addAll("plot-dot", "fail");
        up.setRotate(-90);
        getChildren().addAll(frame, diagonal, curve, across, up, review, fail);
        getChildren().forEach(n -> n.setManaged(false));
        setMinSize(0, 90);
        setPrefHeight(170);
    }

    /** Shows a curve; the words name its axes. */
    void show(List<Curves.Point> other, boolean isRoc, String acrossText, String upText) {
        points = other;
        roc = isRoc;
        across.setText(acrossText);
        up.setText(upText);
        requestLayout();
    }

    /** Where the limits are: flagged by the review limit, and failed. */
    void at(Confusion c, boolean look) {
        int alarms = c.goodReview() + c.goodFail();
        int hits = c.defectReview() + c.defectFail();
        places = new double[] {
            x(alarms, hits, c),
            y(alarms, hits, c),
            x(c.goodFail(), c.defectFail(), c),
            y(c.goodFail(), c.defectFail(), c)
        };
        review.setVisible(look && points.size() > 0);
        fail.setVisible(points.size() > 0);
        placeDots();
    }

    private double x(int alarms, int hits, Confusion c) {
        return roc ? alarms / (double) Math.max(1, c.good()) : hits / (double) Math.max(1, c.defects());
    }

    private double y(int alarms, int hits, Confusion c) {
        if (roc) {
            return hits / (double) Math.max(1, c.defects());
        }
        return hits + alarms == 0 ? 1 : hits / (double) (hits + alarms);
    }

    @Override
    protected void layoutChildren() {
        frame.setX(LEFT);
        frame.setY(PAD);
        frame.setWidth(width());
        frame.setHeight(height());
        diagonal.setVisible(roc);
        diagonal.setStartX(viewX(0));
        diagonal.setStartY(viewY(0));
        diagonal.setEndX(viewX(1));
        diagonal.setEndY(viewY(1));
        Double[] line = new Double[2 * points.size()];
        for (int i = 0; i < points.size(); i++) {
            line[2 * i] = viewX(points.get(i).x());
            line[2 * i + 1] = viewY(points.get(i).y());
        }
        curve.getPoints().setAll(line);
        for (Label label : new Label[] {across, up}) {
            label.applyCss();
            label.autosize();
        }
        across.relocate(LEFT + (width() - across.getWidth()) / 2, getHeight() - across.getHeight());
        up.relocate(LEFT / 2 - up.getWidth() / 2 - 2, PAD + (height() - up.getHeight()) / 2);
        placeDots();
    }

    private void placeDots() {
        review.setCenterX(viewX(places[0]));
        review.setCenterY(viewY(places[1]));
        fail.setCenterX(viewX(places[2]));
        fail.setCenterY(viewY(places[3]));
    }

    private double width() {
        return Math.max(0, getWidth() - LEFT - PAD);
    }

    private double height() {
        return Math.max(0, getHeight() - BOTTOM - PAD);
    }

    private double viewX(double share) {
        return LEFT + share * width();
    }

    private double viewY(double share) {
        return PAD + (1 - share) * height();
    }
}
