package loupe.calibrate;

import java.util.ArrayList;
import java.util.List;

/** Curves over all thresholds, thinned for drawing. Both classes must be there ({@link IllegalArgumentException}). */
public final class Curves {
    private Curves() {}

    /**
     * One threshold's place on a curve.
     *
     * @param x 0…1
     * @param y 0…1
     * @param threshold raw; +∞ for “flag nothing”
     */
    public record Point(double x, double y, double threshold) {}

    /**
     * Receiver operating characteristic: x = share of good parts flagged, y = share of defects flagged, from (0,0) to
     * (1,1).
     *
     * @param most points at most, ≥ 3; corners are kept before straight runs
     */
    public static List<Point> roc(Scoreboard board, int most) {
        List<Point> all = new ArrayList<>();
        all.add(new Point(0, 0, Double.POSITIVE_INFINITY));
        double g = board.good().length;
        double b = board.defects().length;
        Metrics.sweep(
                board.good(),
                board.defects(),
                (t, falseAlarms, hits) -> corner(all, new Point(falseAlarms / g, hits / b, t)));
        return thinned(all, most);
    }

    /** Precision (y) over recall (x), recall rising. */
    public static List<Point> precisionRecall(Scoreboard board, int most) {
        List<Point> all = new ArrayList<>();
        double b = board.defects().length;
        Metrics.sweep(
                board.good(),
                board.defects(),
                (t, falseAlarms, hits) -> all.add(new Point(hits / b, hits / ((double) hits + falseAlarms), t)));
        return thinned(all, most);
    }

    /** A point between two others on one straight line says nothing. */
    private static void corner(List<Point> points, Point next) {
        int n = points.size();
        if (n >= 2) {
            Point a = points.get(n - 2);
            Point b = points.get(n - 1);
            boolean upright = a.x == b.x && b.x == next.x;
            boolean level = a.y == b.y && b.y == next.y;
            if (upright || level) {
                points.remove(n - 1);
            }
        }
        points.add(next);
    }

    private static List<Point> thinned(List<Point> all, int most) {
        if (all.size() <= most) {
            return List.copyOf(all);
        }
        List<Point> few = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            few.add(all.get((int) Math.round((double) i * (all.size() - 1) / (most - 1))));
        }
        return List.copyOf(few);
    }
}
