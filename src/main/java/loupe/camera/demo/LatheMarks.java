package loupe.camera.demo;

import loupe.imaging.defect.Draws;
import loupe.imaging.defect.SmoothNoise;

/**
 * The marks of the turning tool: fine rings that come and go along the arc. One table over radius and angle is made
 * once; every part reads it at its own offset and adds its own feed marks.
 */
final class LatheMarks {
    private static final int TURNS = 256;
    private static final int RADII = 2048;
    private static final double PER_PIXEL = 4;

    /** Radial shift, in table rows, that still keeps every part inside the table. */
    private static final int SHIFT = RADII - (int) (Flange.OUTER * PER_PIXEL) - 64;

    private final float[] table = new float[TURNS * RADII];

    LatheMarks(long seed) {
        SmoothNoise rings = new SmoothNoise(Draws.mix(seed ^ 0x1A7EL));
        for (int i = 0; i < RADII; i++) {
            double r = i / PER_PIXEL;
            float steady =
                    1.0f * rings.at(r * 0.85, 0.5) + 0.55f * rings.at(r * 0.31, 40.5) + 0.4f * rings.at(r * 0.07, 80.5);
            for (int k = 0; k < TURNS; k++) {
                double turn = k / (double) TURNS;
                float come = wrapped(rings, r * 0.95, turn, 7);
                float go = wrapped(rings, r * 0.42 + 500, turn, 5);
                table[i * TURNS + k] = 0.75f * steady + 0.8f * come + 0.55f * go;
            }
        }
    }

    /** Noise that closes after one turn: two copies cross-faded. */
    private static float wrapped(SmoothNoise noise, double r, double turn, int arcs) {
        float a = noise.at(r, 100 + turn * arcs);
        float b = noise.at(r, 100 + (turn - 1) * arcs);
        float t = (float) turn;
        return (a * (1 - t) + b * t) / (float) Math.sqrt(t * t + (1 - t) * (1 - t));
    }

    /** The marks of one part: where it reads the table, and its own feed. */
    final class OfPart {
        private final int radialShift;
        private final float turnShift;
        private final float[] feed = new float[212 * 8];

        OfPart(Draws draws) {
            radialShift = draws.below(SHIFT);
            turnShift = (float) draws.uniform();
            double period = draws.uniform(2.7, 3.6);
            double phase = draws.uniform(0, 2 * Math.PI);
            SmoothNoise sway = new SmoothNoise(draws.bits());
            for (int i = 0; i < feed.length; i++) {
                double r = i / 8.0;
                double wave = StrictMath.sin(2 * Math.PI * r / period + phase + 2.2 * sway.at(r * 0.05, 3));
                feed[i] = (float) (wave * (0.55 + 0.45 * sway.at(r * 0.09, 11)));
            }
        }

        /**
         * Height of the marks' slope, about −1…1.
         *
         * @param r radius, pixels
         * @param turn angle, 0…1 is one turn
         */
        float at(float r, float turn) {
            float t = (turn + turnShift) * TURNS;
            int k = (int) t;
            float ft = t - k;
            float p = r * (float) PER_PIXEL + radialShift;
            int i = (int) p;
            float fr = p - i;
            int k0 = k & (TURNS - 1);
            int k1 = (k + 1) & (TURNS - 1);
            int row = i * TURNS;
            float inner = table[row + k0] * (1 - ft) + table[row + k1] * ft;
            float outer = table[row + TURNS + k0] * (1 - ft) + table[row + TURNS + k1] * ft;
            return inner * (1 - fr) + outer * fr + 0.6f * feed[(int) (r * 8)];
        }
    }
}
