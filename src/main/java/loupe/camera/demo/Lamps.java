package loupe.camera.demo;

import loupe.imaging.defect.Draws;

/**
 * The lights above one part. A lamp is described by the slope that a mirror facet needs to send its light into the
 * camera; near lamps need less slope under them, so the slope changes over the picture.
 */
final class Lamps {
    static final int COUNT = 4;

    final float[] slopeX = new float[COUNT];
    final float[] slopeY = new float[COUNT];
    final float[] near = new float[COUNT];
    final float[] sharp = new float[COUNT];
    final float[] red = new float[COUNT];
    final float[] green = new float[COUNT];
    final float[] blue = new float[COUNT];

    /** Direction towards the key light, unit length. */
    final float keyX;

    final float keyY;

    /** Light that comes from everywhere. */
    final float sky;

    Lamps(Draws draws) {
        double swing = draws.uniform(-5, 5);
        double level = draws.uniform(0.94, 1.06);
        set(0, -122 + swing, 0.42, 2.5 * level, draws.uniform(0.2, 0.8));
        set(1, 28 + swing * 0.6, 0.48, 0.95 * level, draws.uniform(-1, -0.5));
        set(2, -118 + swing, 0.84, 1.25 * level, 0.5);
        set(3, 48 - swing, 0.88, 0.42 * level, -1);
        near[0] = -0.0011f;
        near[1] = -0.0007f;
        sharp[0] = 1;
        sharp[1] = 0.75f;
        sharp[2] = 0.8f;
        sharp[3] = 0.5f;
        float length = (float) Math.sqrt(slopeX[0] * slopeX[0] + slopeY[0] * slopeY[0]);
        keyX = slopeX[0] / length;
        keyY = slopeY[0] / length;
        sky = (float) (0.055 * level);
    }

    /** Azimuth in degrees (0 = right, 90 = down), warm −1 (blue) … 1 (amber). */
    private void set(int lamp, double azimuth, double slope, double power, double warm) {
        double a = StrictMath.toRadians(azimuth);
        slopeX[lamp] = (float) (slope * StrictMath.cos(a));
        slopeY[lamp] = (float) (slope * StrictMath.sin(a));
        red[lamp] = (float) (power * (1 + 0.06 * warm));
        green[lamp] = (float) (power * (1 + 0.004 * warm));
        blue[lamp] = (float) (power * (1 - 0.13 * warm));
    }
}
