package loupe.camera.demo;

import java.util.List;

/**
 * The part: a turned flange with a raised hub, a groove, chamfers and countersunk bolt holes. Lengths are pixels of the
 * picture, radii from the axis. The cross-section is a table over the radius, smoothed over a pixel.
 */
final class Flange {
    static final double OUTER = 204;
    static final double BORE = 70;
    static final double HUB = 107;
    static final double BOLT_CIRCLE = 160;
    static final double HOLE = 12.5;
    static final double SINK = 17.5;
    static final double PIN_HOLE = 4;
    static final double PIN_SINK = 5.6;
    static final int HOLES = 6;

    /** Entries of every table per pixel of radius. */
    static final int STEPS = 16;

    private static final int SIZE = 208 * STEPS;

    /** Outward slope of the surface's normal: 0 = flat, 1 = a 45° chamfer that faces away from the axis. */
    final float[] tilt = new float[SIZE];

    /** Inverse square of the spread of the fine slopes across the lathe marks. */
    final float[] across = new float[SIZE];

    /** The same along the marks: large, they are smooth that way. */
    final float[] along = new float[SIZE];

    /** Share of the light that comes back: less in corners. */
    final float[] gloss = new float[SIZE];

    /** Depth of the lathe marks as a slope. */
    final float[] marks = new float[SIZE];

    /** One ring of the cross-section, from the ring before it to {@code to}. */
    private record Ring(double to, double tilt, double across, double along, double gloss, double marks) {}

    private static final List<Ring> RINGS = List.of(
            new Ring(71.0, -1.5, 0.35, 0.50, 0.80, 0.00),
            new Ring(75.2, -0.80, 0.24, 0.42, 0.85, 0.05),
            new Ring(76.6, -0.38, 0.24, 0.60, 1.45, 0.00),
            new Ring(106.2, 0.00, 0.38, 0.140, 1.08, 0.13),
            new Ring(107.6, 0.38, 0.24, 0.60, 1.45, 0.00),
            new Ring(111.6, 0.86, 0.24, 0.42, 0.85, 0.04),
            new Ring(113.2, 0.25, 0.35, 0.25, 0.50, 0.05),
            new Ring(119.2, 0.00, 0.40, 0.145, 0.95, 0.15),
            new Ring(120.7, 0.80, 0.26, 0.34, 0.75, 0.00),
            new Ring(123.0, 0.00, 0.45, 0.25, 0.30, 0.04),
            new Ring(124.6, -0.80, 0.26, 0.34, 0.75, 0.00),
            new Ring(195.6, 0.00, 0.40, 0.136, 1.00, 0.16),
            new Ring(197.0, 0.38, 0.24, 0.60, 1.50, 0.00),
            new Ring(202.6, 0.84, 0.24, 0.42, 0.88, 0.04),
            new Ring(208.0, 1.30, 0.34, 0.40, 0.95, 0.00));

    Flange() {
        int i = (int) (BORE * STEPS) - 2 * STEPS;
        for (Ring ring : RINGS) {
            for (; i < Math.min(SIZE, (int) (ring.to * STEPS)); i++) {
                tilt[i] = (float) ring.tilt;
                across[i] = (float) (1 / (ring.across * ring.across));
                along[i] = (float) (1 / (ring.along * ring.along));
                gloss[i] = (float) (ring.gloss * corner(i / (double) STEPS));
                marks[i] = (float) ring.marks;
            }
        }
        for (float[] table : List.of(tilt, across, along, gloss, marks)) {
            smooth(table);
            smooth(table);
        }
    }

    /** Less light where the face meets the hub. */
    private static double corner(double r) {
        double out = r - 111.6;
        return out < 0 ? 1 : 1 - 0.42 * StrictMath.exp(-out / 2.6);
    }

    private static void smooth(float[] table) {
        float[] copy = table.clone();
        int reach = STEPS / 2;
        for (int i = (int) (BORE * STEPS); i < SIZE - reach; i++) {
            float sum = 0;
            for (int k = -reach; k <= reach; k++) {
                sum += copy[i + k];
            }
            table[i] = sum / (2 * reach + 1);
        }
    }
}
