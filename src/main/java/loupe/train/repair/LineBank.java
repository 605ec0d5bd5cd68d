package loupe.train.repair;

/**
 * Straight lines one map pixel wide through the middle of a square, in directions evenly spread over half a turn. The
 * mean along a line keeps what a crack or a scratch changes and loses the grain, which does not lie in a line (matched
 * filter). Values are shares: every line sums to 1; pixels that it covers in part count in part.
 */
final class LineBank {
    /** Length of a line and side of its square, map pixels. */
    static final int SIDE = 25;

    static final int DIRECTIONS = 16;

    private LineBank() {}

    /** {@code [DIRECTIONS, 1, SIDE, SIDE]}; the first line lies level. */
    static float[] kernels() {
        float[] kernels = new float[DIRECTIONS * SIDE * SIDE];
        for (int k = 0; k < DIRECTIONS; k++) {
            double[] line = line(Math.PI * k / DIRECTIONS);
            for (int i = 0; i < line.length; i++) {
                kernels[k * line.length + i] = (float) line[i];
            }
        }
        return kernels;
    }

    private static double[] line(double angle) {
        double[] line = new double[SIDE * SIDE];
        double sum = 0;
        for (int i = 0; i < line.length; i++) {
            double x = i % SIDE - SIDE / 2;
            double y = i / SIDE - SIDE / 2;
            double along = x * Math.cos(angle) + y * Math.sin(angle);
            double across = y * Math.cos(angle) - x * Math.sin(angle);
            line[i] = covered(across, 1) * covered(along, SIDE);
            sum += line[i];
        }
        for (int i = 0; i < line.length; i++) {
            line[i] /= sum;
        }
        return line;
    }

    /** How much of a pixel so far from the middle lies within a width. */
    private static double covered(double distance, int width) {
        return Math.max(0, Math.min(1, width / 2.0 + 0.5 - Math.abs(distance)));
    }
}
