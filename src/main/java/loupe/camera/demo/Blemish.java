package loupe.camera.demo;

import loupe.imaging.defect.Draws;

/** Draws defects into patches. */
final class Blemish {
    private Blemish() {}

    static Patch draw(DefectType type, double severity, Scene scene, Draws draws) {
        if (type == DefectType.MISSING_HOLE) {
            return missingHole(scene, draws.below(Flange.HOLES));
        }
        double a = draws.uniform(0, 2 * Math.PI);
        double r = draws.uniform(130, 185);
        double cx = scene.centreX + r * StrictMath.cos(a);
        double cy = scene.centreY + r * StrictMath.sin(a);
        double size = 6 + 12 * severity;
        Patch patch =
                new Patch((int) (cx - 3 * size), (int) (cy - 3 * size), (int) (cx + 3 * size), (int) (cy + 3 * size));
        for (int i = 0; i < patch.mask.length; i++) {
            double ux = (patch.x0 + i % patch.width + 0.5 - cx) / size;
            double uy = (patch.y0 + i / patch.width + 0.5 - cy) / size;
            double g = StrictMath.exp(-ux * ux - uy * uy);
            patch.tiltX[i] = (float) (-0.5 * ux * g);
            patch.tiltY[i] = (float) (-0.5 * uy * g);
            if (ux * ux + uy * uy < 2) {
                patch.mark(i);
            }
        }
        return patch;
    }

    private static Patch missingHole(Scene scene, int hole) {
        double cx = scene.centreX + scene.holeX[hole];
        double cy = scene.centreY + scene.holeY[hole];
        double reach = scene.sinkRadius[hole];
        Patch patch = new Patch(
                (int) (cx - reach - 1), (int) (cy - reach - 1), (int) (cx + reach + 2), (int) (cy + reach + 2));
        for (int i = 0; i < patch.mask.length; i++) {
            double dx = patch.x0 + i % patch.width + 0.5 - cx;
            double dy = patch.y0 + i / patch.width + 0.5 - cy;
            if (dx * dx + dy * dy <= reach * reach) {
                patch.mark(i);
            }
        }
        scene.skip(hole);
        return patch;
    }
}
