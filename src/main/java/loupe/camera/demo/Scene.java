package loupe.camera.demo;

import loupe.imaging.defect.Draws;

/** Everything that differs from part to part: pose, light, marks, noise; drawn from the seed in a fixed order. */
final class Scene {
    final double centreX;
    final double centreY;
    final double angle;
    final Lamps lamps;
    final LatheMarks.OfPart marks;
    final float exposure;
    final long noiseSeed;
    final float[] holeX = new float[Flange.HOLES + 1];
    final float[] holeY = new float[Flange.HOLES + 1];
    final float[] holeRadius = new float[Flange.HOLES + 1];
    final float[] sinkRadius = new float[Flange.HOLES + 1];

    Scene(long seed, long index, LatheMarks lathe) {
        Draws draws = new Draws(seed, index * 2);
        centreX = Studio.WIDTH / 2.0 + draws.uniform(-4, 4);
        centreY = Studio.HEIGHT / 2.0 + draws.uniform(-4, 4);
        angle = StrictMath.toRadians(draws.uniform(-3, 3));
        lamps = new Lamps(draws);
        marks = lathe.new OfPart(draws);
        exposure = (float) draws.uniform(0.96, 1.04);
        noiseSeed = draws.bits();
        for (int k = 0; k < Flange.HOLES; k++) {
            drill(k, 60 * k - 80, Flange.HOLE, Flange.SINK);
        }
        drill(Flange.HOLES, -50, Flange.PIN_HOLE, Flange.PIN_SINK);
    }

    /** Leaves one hole undrilled. */
    void skip(int hole) {
        sinkRadius[hole] = -10;
        holeRadius[hole] = -10;
    }

    private void drill(int hole, double degrees, double radius, double sink) {
        double a = angle + StrictMath.toRadians(degrees);
        holeX[hole] = (float) (Flange.BOLT_CIRCLE * StrictMath.cos(a));
        holeY[hole] = (float) (Flange.BOLT_CIRCLE * StrictMath.sin(a));
        holeRadius[hole] = (float) radius;
        sinkRadius[hole] = (float) sink;
    }
}
