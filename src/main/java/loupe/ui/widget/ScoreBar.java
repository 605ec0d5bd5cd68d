package loupe.ui.widget;

import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/**
 * Where a score lies between the median good part (0), the review threshold and the limit (1): three zones and a
 * marker, all in relative units. The bar ends at twice the limit; higher scores stay at its end.
 */
public final class ScoreBar extends Pane {
    private static final double END = 2;
    private static final double BAR = 12;
    private static final double MARKER = 4;

    private final Region good = zone("good");
    private final Region review = zone("review");
    private final Region bad = zone("bad");
    private final Region marker = zone("marker");
    private double reviewAt = 1;
    private double score = Double.NaN;

    public ScoreBar() {
        getStyleClass().add("score-bar");
        getChildren().addAll(good, review, bad, marker);
        setMinHeight(BAR + 8);
        setPrefHeight(BAR + 8);
        setMaxHeight(BAR + 8);
    }

    private static Region zone(String styleClass) {
        Region region = new Region();
        region.getStyleClass().add(styleClass);
        return region;
    }

    /** Both relative to the limit; a score that is not a number hides the marker. */
    public void show(double relativeScore, double relativeReview) {
        score = relativeScore;
        reviewAt = Math.min(1, Math.max(0, relativeReview));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double w = getWidth();
        double top = (getHeight() - BAR) / 2;
        double x1 = Math.rint(w * reviewAt / END);
        double x2 = Math.rint(w / END);
        good.resizeRelocate(0, top, x1, BAR);
        review.resizeRelocate(x1, top, x2 - x1, BAR);
        bad.resizeRelocate(x2, top, w - x2, BAR);
        marker.setVisible(Double.isFinite(score));
        double at = Math.min(END, Math.max(0, score)) / END * w;
        double x = Math.min(w - MARKER, Math.max(0, Math.rint(at - MARKER / 2)));
        marker.resizeRelocate(x, top - 4, MARKER, BAR + 8);
    }
}
