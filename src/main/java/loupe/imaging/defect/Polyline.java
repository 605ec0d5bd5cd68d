package loupe.imaging.defect;

/** A chain of points: distance to it, and whether it surrounds a place. */
public final class Polyline {
    private final double[] px;
    private final double[] py;
    private int size;
    private int nearest;
    private double share;

    public Polyline(int capacity) {
        px = new double[capacity];
        py = new double[capacity];
    }

    public void add(double x, double y) {
        px[size] = x;
        py[size++] = y;
    }

    /** Adds {@code steps} points of a quadratic Bézier curve with three control points, without its last point. */
    public void bezier(double[] x, double[] y, int steps) {
        for (int i = 0; i < steps; i++) {
            double t = i / (double) steps;
            double a = (1 - t) * (1 - t);
            double b = 2 * t * (1 - t);
            add(a * x[0] + b * x[1] + t * t * x[2], a * y[0] + b * y[1] + t * t * y[2]);
        }
    }

    /** Ends where it began. */
    public void close() {
        add(px[0], py[0]);
    }

    public double distance(double x, double y) {
        double best = Double.MAX_VALUE;
        for (int i = 0; i + 1 < size; i++) {
            double ex = px[i + 1] - px[i];
            double ey = py[i + 1] - py[i];
            double along = ((x - px[i]) * ex + (y - py[i]) * ey) / (ex * ex + ey * ey + 1e-12);
            double t = Math.max(0, Math.min(1, along));
            double dx = px[i] + t * ex - x;
            double dy = py[i] + t * ey - y;
            double d = dx * dx + dy * dy;
            if (d < best) {
                best = d;
                nearest = i;
                share = t;
            }
        }
        return Math.sqrt(best);
    }

    /** Where along the chain the last asked distance was found, 0…1. */
    public double along() {
        return (nearest + share) / (size - 1);
    }

    /** Positive when the point lies to the right of the segment that the last asked distance was measured to. */
    public double side(double x, double y) {
        double ex = px[nearest + 1] - px[nearest];
        double ey = py[nearest + 1] - py[nearest];
        return ex * (y - py[nearest]) - ey * (x - px[nearest]);
    }

    /** The place at a share of the chain, 0…1. */
    public double[] point(double along) {
        double at = along * (size - 1);
        int i = Math.max(0, Math.min(size - 2, (int) at));
        double t = at - i;
        return new double[] {px[i] + t * (px[i + 1] - px[i]), py[i] + t * (py[i + 1] - py[i])};
    }

    /** Whether a closed chain surrounds the point (even-odd rule). */
    public boolean surrounds(double x, double y) {
        boolean in = false;
        for (int i = 0; i + 1 < size; i++) {
            if ((py[i] > y) != (py[i + 1] > y) && x < (px[i + 1] - px[i]) * (y - py[i]) / (py[i + 1] - py[i]) + px[i]) {
                in = !in;
            }
        }
        return in;
    }
}
