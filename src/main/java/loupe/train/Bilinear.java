package loupe.train;

/** Square planes made larger, as ONNX does it with mode linear and coordinates half_pixel. */
public final class Bilinear {
    private Bilinear() {}

    /** Bilinear, pixel centres kept. */
    public static float[] enlarge(float[] plane, int side, int fine) {
        double step = (double) side / fine;
        float[] map = new float[fine * fine];
        for (int y = 0; y < fine; y++) {
            double sy = clamp((y + 0.5) * step - 0.5, side);
            int y0 = (int) sy;
            int y1 = Math.min(side - 1, y0 + 1);
            for (int x = 0; x < fine; x++) {
                double sx = clamp((x + 0.5) * step - 0.5, side);
                int x0 = (int) sx;
                int x1 = Math.min(side - 1, x0 + 1);
                double top = mix(plane[y0 * side + x0], plane[y0 * side + x1], sx - x0);
                double bottom = mix(plane[y1 * side + x0], plane[y1 * side + x1], sx - x0);
                map[y * fine + x] = (float) mix(top, bottom, sy - y0);
            }
        }
        return map;
    }

    private static double clamp(double at, int side) {
        return Math.min(side - 1, Math.max(0, at));
    }

    private static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }
}
