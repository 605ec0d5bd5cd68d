package loupe.imaging.defect;

/**
 * Smooth random fields over the plane: lattice values with smooth interpolation (value noise), repeatable from the
 * seed, the same on every machine.
 *
 * @param seed selects the field
 */
public record SmoothNoise(long seed) {

    /** The field at a point, about −1…1; features are one unit wide. */
    public float at(double x, double y) {
        int ix = (int) Math.floor(x);
        int iy = (int) Math.floor(y);
        float fx = fade((float) (x - ix));
        float fy = fade((float) (y - iy));
        float top = lattice(ix, iy) * (1 - fx) + lattice(ix + 1, iy) * fx;
        float bottom = lattice(ix, iy + 1) * (1 - fx) + lattice(ix + 1, iy + 1) * fx;
        return top * (1 - fy) + bottom * fy;
    }

    /** Octaves added, each half as wide and half as strong; about −1…1. */
    public float fractal(double x, double y, int octaves) {
        float sum = 0;
        float weight = 1;
        float total = 0;
        double scale = 1;
        for (int o = 0; o < octaves; o++) {
            sum += weight * at(x * scale + 17.3 * o, y * scale - 9.1 * o);
            total += weight;
            weight *= 0.5f;
            scale *= 2;
        }
        return sum / total;
    }

    private float lattice(int x, int y) {
        long h = Draws.mix(seed + x * 0x9E3779B97F4A7C15L + y * 0xC2B2AE3D27D4EB4FL);
        return (int) (h >>> 32) * 0x1.0p-31f;
    }

    private static float fade(float t) {
        return t * t * t * (t * (t * 6 - 15) + 10);
    }
}
