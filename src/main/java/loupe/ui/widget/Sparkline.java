package loupe.ui.widget;

import java.util.List;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;

/**
 * The last scores as a line, with the review threshold and the limit. Scores are relative: 0 is the median good part,
 * 1 the limit; the scale grows from 1.25 to at most 2 so that the limits stay readable. Gaps (NaN) repeat the score
 * before.
 */
public final class Sparkline extends Pane {
    private static final double SMALLEST_TOP = 1.25;
    private static final double LARGEST_TOP = 2;
    private static final double BOTTOM = -0.25;

    private final Polyline line = new Polyline();
    private final Line limit = new Line();
    private final Line review = new Line();
    private final Line base = new Line();
    private final Circle last = new Circle(3.5);
    private final int capacity;
    private double[] scores = {};
    private double reviewAt = 1;

    /** A line with room for {@code capacity} scores, the newest at the right edge. */
    public Sparkline(int capacity) {
        this.capacity = capacity;
        getStyleClass().add("sparkline");
        line.getStyleClass().add("scores");
        limit.getStyleClass().add("limit");
        review.getStyleClass().add("review-limit");
        base.getStyleClass().add("base");
        last.getStyleClass().add("last");
        getChildren().addAll(base, review, limit, line, last);
        getChildren().forEach(n -> n.setManaged(false));
        setMinSize(Region.USE_COMPUTED_SIZE, 0);
        setPrefHeight(90);
    }

    /** Shows the newest scores, oldest first. */
    public void show(List<Double> relativeScores, double relativeReview) {
        int from = Math.max(0, relativeScores.size() - capacity);
        scores = relativeScores.subList(from, relativeScores.size()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        reviewAt = relativeReview;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double top = SMALLEST_TOP;
        for (double s : scores) {
            top = Double.isFinite(s) ? Math.max(top, s * 1.05) : top;
        }
        top = Math.min(LARGEST_TOP, top);
        place(limit, y(1, top));
        place(review, y(reviewAt, top));
        place(base, y(0, top));
        review.setVisible(reviewAt < 1);
        Double[] points = new Double[scores.length * 2];
        double step = getWidth() / Math.max(1, capacity - 1);
        double x0 = getWidth() - (scores.length - 1) * step;
        double before = 0;
        for (int i = 0; i < scores.length; i++) {
            before = Double.isFinite(scores[i]) ? scores[i] : before;
            points[2 * i] = x0 + i * step;
            points[2 * i + 1] = y(before, top);
        }
        line.getPoints().setAll(points);
        last.setVisible(scores.length > 0);
        if (scores.length > 0) {
            last.setCenterX(getWidth() - 4);
            last.setCenterY(points[points.length - 1]);
            Controls.restyle(last, "last", zone(scores[scores.length - 1]));
        }
    }

    private String zone(double score) {
        if (!Double.isFinite(score)) {
            return "error";
        }
        if (score >= 1) {
            return "fail";
        }
        return score >= reviewAt ? "review" : "pass";
    }

    private void place(Line l, double y) {
        l.setStartX(0);
        l.setEndX(getWidth());
        l.setStartY(y);
        l.setEndY(y);
    }

    private double y(double score, double top) {
        double share = (Math.min(top, Math.max(BOTTOM, score)) - BOTTOM) / (top - BOTTOM);
        return Math.rint((1 - share) * (getHeight() - 8)) + 4.5;
    }
}
