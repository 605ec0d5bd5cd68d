package loupe.camera.demo;

import loupe.imaging.defect.Draws;

/** From linear light to bytes: read and shot noise, a soft shoulder for highlights, display gamma. */
final class Sensor {
    private static final int LEVELS = 8192;
    private static final float FULL = 3.2f;
    private static final float READ = 0.0011f * 0.0011f;
    private static final float SHOT = 0.00010f;

    private final float[] normal = new float[4096];
    private final byte[] tone = new byte[LEVELS];

    Sensor() {
        Draws draws = new Draws(0x5E4501L, 0);
        for (int i = 0; i < normal.length; i += 2) {
            normal[i] = (float) draws.gaussian();
            normal[i + 1] = -normal[i];
        }
        for (int i = 0; i < LEVELS; i++) {
            double v = i * (double) FULL / LEVELS;
            double film = v < 0.45 ? v : 0.45 + 0.55 * (1 - StrictMath.exp(-(v - 0.45) / 0.55));
            tone[i] = (byte) Math.round(255 * StrictMath.pow(Math.min(1, film), 1 / 2.2));
        }
    }

    /** Develops one row of linear blue, green, red. */
    void develop(float[] row, byte[] out, int offset, Draws noise) {
        for (int x = 0; x < row.length; x += 3) {
            long bits = noise.bits();
            for (int c = 0; c < 3; c++) {
                float v = row[x + c];
                float sigma = (float) Math.sqrt(READ + SHOT * v);
                float seen = v + sigma * normal[(int) (bits >>> (c * 16)) & 4095];
                out[offset + x + c] = (byte) level(seen);
            }
        }
    }

    /** Display level 0…255 of linear light. */
    int level(float light) {
        int step = (int) (light * (LEVELS / FULL) + 0.5f);
        return tone[Math.max(0, Math.min(LEVELS - 1, step))] & 0xFF;
    }
}
