package loupe.train.backbone;

/** Small zero-mean kernels, row-major, 7×7, whose absolute values sum to one. */
final class Kernels {
    static final int SIDE = 7;
    private static final int RADIUS = SIDE / 2;
    private static final double ALONG = 1.8;
    private static final double ACROSS = 0.8;
    private static final double SPOT = 0.8;

    private Kernels() {}

    /** First derivative of a Gaussian across {@code angle} (radians): answers to edges. */
    static float[] edge(double angle) {
        return build((x, y) -> {
            double across = -x * Math.sin(angle) + y * Math.cos(angle);
            return -across * envelope(x, y, angle);
        });
    }

    /** Second derivative of a Gaussian across {@code angle}: positive on dark lines, negative on bright ones. */
    static float[] line(double angle) {
        return build((x, y) -> {
            double across = -x * Math.sin(angle) + y * Math.cos(angle);
            return (across * across / (ACROSS * ACROSS) - 1) * envelope(x, y, angle);
        });
    }

    /** Laplacian of a Gaussian: positive on dark spots, negative on bright ones. */
    static float[] spot() {
        return build((x, y) -> {
            double r = (x * x + y * y) / (2 * SPOT * SPOT);
            return (r - 1) * Math.exp(-r);
        });
    }

    private static double envelope(double x, double y, double angle) {
        double along = x * Math.cos(angle) + y * Math.sin(angle);
        double across = -x * Math.sin(angle) + y * Math.cos(angle);
        return Math.exp(-along * along / (2 * ALONG * ALONG) - across * across / (2 * ACROSS * ACROSS));
    }

    private static float[] build(Profile profile) {
        double[] values = new double[SIDE * SIDE];
        double mean = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = profile.at(i % SIDE - RADIUS, i / SIDE - RADIUS);
            mean += values[i] / values.length;
        }
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] -= mean;
            sum += Math.abs(values[i]);
        }
        float[] kernel = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            kernel[i] = (float) (values[i] / sum);
        }
        return kernel;
    }

    private interface Profile {
        double at(double x, double y);
    }
}
