package loupe.camera.demo;

import loupe.imaging.defect.Draws;
import loupe.imaging.defect.SmoothNoise;

/** The dark table under the parts and the fall-off of the lens: the same for every part of a line. */
final class Backdrop {
    /** Linear light of the table, without shadow. */
    final float[] light = new float[Studio.WIDTH * Studio.HEIGHT];

    /** Transmission of the lens. */
    final float[] lens = new float[Studio.WIDTH * Studio.HEIGHT];

    Backdrop(long seed) {
        SmoothNoise cloth = new SmoothNoise(Draws.mix(seed ^ 0xC107BL));
        for (int y = 0; y < Studio.HEIGHT; y++) {
            for (int x = 0; x < Studio.WIDTH; x++) {
                double u = (x - 320) / 320.0;
                double v = (y - 240) / 320.0;
                double pool = StrictMath.exp(-0.55 * ((u + 0.55) * (u + 0.55) + (v + 0.5) * (v + 0.5)));
                double grain = 1
                        + 0.05 * cloth.at(x * 0.9, y * 0.9)
                        + 0.05 * cloth.fractal(x * 0.11, y * 0.11, 3)
                        + 0.05 * cloth.at(x * 0.012 + 50, y * 0.012);
                int i = y * Studio.WIDTH + x;
                light[i] = (float) ((0.010 + 0.040 * pool) * grain);
                double r2 = u * u + v * v;
                lens[i] = (float) (1 / ((1 + 0.14 * r2) * (1 + 0.14 * r2)));
            }
        }
    }
}
