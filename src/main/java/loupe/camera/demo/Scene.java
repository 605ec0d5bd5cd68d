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

    /** An empty patch around a place, given from the part's axis. */
    Patch patch(double x, double y, double reach) {
        int cx = (int) Math.round(centreX + x);
        int cy = (int) Math.round(centreY + y);
        int r = (int) Math.ceil(reach);
        return new Patch(cx - r, cy - r, cx + r + 1, cy + r + 1);
    }

    /** Distance to the rim of the nearest countersink, negative inside it. */
    double nearestHole(double x, double y) {
        double nearest = Double.MAX_VALUE;
        for (int k = 0; k < holeX.length; k++) {
            double ex = x - holeX[k];
            double ey = y - holeY[k];
            nearest = Math.min(nearest, Math.sqrt(ex * ex + ey * ey) - sinkRadius[k]);
        }
        return nearest;
    }

    /** Inside the part's outline and outside the bore; may be over a hole. */
    boolean isPart(double x, double y) {
        double r2 = x * x + y * y;
        return r2 < Flange.OUTER * Flange.OUTER && r2 > Flange.BORE * Flange.BORE;
    }

    /** On the surface: not over a hole. */
    boolean isMetal(double x, double y) {
        return isPart(x, y) && nearestHole(x, y) > Flange.HOLE - Flange.SINK;
    }

    private void drill(int hole, double degrees, double radius, double sink) {
        double a = angle + StrictMath.toRadians(degrees);
        holeX[hole] = (float) (Flange.BOLT_CIRCLE * StrictMath.cos(a));
        holeY[hole] = (float) (Flange.BOLT_CIRCLE * StrictMath.sin(a));
        holeRadius[hole] = (float) radius;
        sinkRadius[hole] = (float) sink;
    }
}
