package loupe.imaging.defect;

/** A shape with a soft edge in a rectangle of the image: alpha 0 = untouched, 1 = fully covered. */
final class Stencil {
    /** Outlines of defects. */
    enum Shape {
        /** Closed smooth curve. */
        BLOB,
        /** Islands of thresholded smooth noise. */
        PATCHES,
        /** A thin curve, 1 to 6 pixels wide. */
        SCRATCH,
        ELLIPSE,
        RECTANGLE
    }

    /** Fainter parts of the edge are dropped, so that the mask is what one sees. */
    private static final float FAINTEST = 0.15f;

    final int x0;
    final int y0;
    final int width;
    final int height;
    final float[] alpha;

    /** How far inside the outline a point lies, pixels; negative outside. */
    @FunctionalInterface
    private interface Outline {
        double inside(double x, double y);
    }

    private record Frame(double x, double y, double reach, Draws draws) {}

    private Stencil(int[] box, Outline outline, double soft) {
        x0 = box[0];
        y0 = box[1];
        width = Math.max(0, box[2] - x0);
        height = Math.max(0, box[3] - y0);
        alpha = new float[width * height];
        for (int i = 0; i < alpha.length; i++) {
            double inside = outline.inside(x0 + i % width + 0.5, y0 + i / width + 0.5);
            float a = (float) Math.max(0, Math.min(1, inside / soft + 0.5));
            alpha[i] = a < FAINTEST ? 0 : a;
        }
    }

    /** Pixels that are touched. */
    int area() {
        int area = 0;
        for (float a : alpha) {
            area += a > 0 ? 1 : 0;
        }
        return area;
    }

    static Stencil draw(Shape shape, int imageWidth, int imageHeight, Draws draws) {
        double size = Math.min(imageWidth, imageHeight);
        double reach = shape == Shape.SCRATCH
                ? size * draws.uniform(0.08, 0.30)
                : Math.max(2, size * 0.015 * StrictMath.pow(10, draws.uniform(0, 0.95)));
        Frame frame = new Frame(draws.uniform(0, imageWidth), draws.uniform(0, imageHeight), reach, draws);
        Outline outline = switch (shape) {
            case BLOB -> blob(frame);
            case PATCHES -> patches(frame);
            case SCRATCH -> scratch(frame, Math.min(6, size / 8));
            case ELLIPSE -> ellipse(frame);
            case RECTANGLE -> rectangle(frame);
        };
        double soft = shape == Shape.SCRATCH ? 1 : draws.uniform(1, Math.max(1.5, Math.min(6, reach / 2)));
        double far = 1.5 * reach + 8;
        int[] box = {
            (int) Math.max(0, frame.x - far),
            (int) Math.max(0, frame.y - far),
            (int) Math.min(imageWidth, frame.x + far),
            (int) Math.min(imageHeight, frame.y + far)
        };
        return new Stencil(box, outline, soft);
    }

    /** A straight line of a given size around a place, with a soft edge of one pixel. */
    static Stencil line(double x, double y, double length, double width, double angle, Canvas canvas) {
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        double far = length / 2 + width + 2;
        int[] box = {
            (int) Math.max(0, x - far),
            (int) Math.max(0, y - far),
            (int) Math.min(canvas.width(), x + far),
            (int) Math.min(canvas.height(), y + far)
        };
        Outline outline = (u, v) -> {
            double along = Math.abs((u - x) * cos + (v - y) * sin);
            double across = Math.abs((v - y) * cos - (u - x) * sin);
            return Math.min(length / 2 - along, width / 2 - across);
        };
        return new Stencil(box, outline, 1);
    }

    private static Outline ellipse(Frame f) {
        double minor = f.reach * f.draws.uniform(0.3, 1);
        double[] turn = turn(f.draws);
        return (x, y) -> {
            double u = (x - f.x) * turn[0] + (y - f.y) * turn[1];
            double v = (y - f.y) * turn[0] - (x - f.x) * turn[1];
            return (1 - Math.sqrt(u * u / (f.reach * f.reach) + v * v / (minor * minor))) * minor;
        };
    }

    private static Outline rectangle(Frame f) {
        double half = f.reach * f.draws.uniform(0.25, 1);
        double[] turn = turn(f.draws);
        return (x, y) -> {
            double u = (x - f.x) * turn[0] + (y - f.y) * turn[1];
            double v = (y - f.y) * turn[0] - (x - f.x) * turn[1];
            return Math.min(f.reach - Math.abs(u), half - Math.abs(v));
        };
    }

    private static double[] turn(Draws draws) {
        double a = draws.uniform(0, Math.PI);
        return new double[] {StrictMath.cos(a), StrictMath.sin(a)};
    }

    private static Outline patches(Frame f) {
        SmoothNoise noise = new SmoothNoise(f.draws.bits());
        double grain = Math.max(2, f.reach * f.draws.uniform(0.35, 0.8));
        double threshold = f.draws.uniform(-0.25, 0.05);
        return (x, y) -> {
            double d = ((x - f.x) * (x - f.x) + (y - f.y) * (y - f.y)) / (f.reach * f.reach);
            return (noise.fractal(x / grain, y / grain, 2) - threshold - 0.55 * d * d) * grain;
        };
    }

    /** Closed chain of quadratic Bézier curves through the middles of a ragged polygon's sides. */
    private static Outline blob(Frame f) {
        int corners = 5 + f.draws.below(5);
        double[] px = new double[corners];
        double[] py = new double[corners];
        for (int k = 0; k < corners; k++) {
            double a = 2 * Math.PI * (k + f.draws.uniform(-0.3, 0.3)) / corners;
            double r = f.reach * f.draws.uniform(0.45, 1.3);
            px[k] = f.x + r * StrictMath.cos(a);
            py[k] = f.y + r * StrictMath.sin(a);
        }
        Polyline line = new Polyline(corners * 6 + 1);
        for (int k = 0; k < corners; k++) {
            int next = (k + 1) % corners;
            int after = (k + 2) % corners;
            double[] x = {(px[k] + px[next]) / 2, px[next], (px[next] + px[after]) / 2};
            double[] y = {(py[k] + py[next]) / 2, py[next], (py[next] + py[after]) / 2};
            line.bezier(x, y, 6);
        }
        line.close();
        return (x, y) -> line.surrounds(x, y) ? line.distance(x, y) : -line.distance(x, y);
    }

    private static Outline scratch(Frame f, double widest) {
        double[] turn = turn(f.draws);
        double bend = f.reach * f.draws.uniform(-0.8, 0.8);
        double[] x = {
            f.x - f.reach * turn[0], f.x - bend * turn[1], f.x + f.reach * turn[0],
        };
        double[] y = {
            f.y - f.reach * turn[1], f.y + bend * turn[0], f.y + f.reach * turn[1],
        };
        double half = f.draws.uniform(1, Math.max(1.5, widest)) / 2;
        Polyline line = new Polyline(25);
        line.bezier(x, y, 24);
        line.add(x[2], y[2]);
        return (u, v) -> half - line.distance(u, v);
    }
}
