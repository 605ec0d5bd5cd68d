package loupe.camera.demo;

import loupe.imaging.defect.Draws;
import loupe.imaging.defect.Polyline;
import loupe.imaging.defect.SmoothNoise;

/** Draws one defect for one part. Places are polar about the part's axis, in the frame of the picture. */
final class Blemish {
    private final Scene scene;
    private final double severity;
    private final Draws draws;

    private Blemish(Scene scene, double severity, Draws draws) {
        this.scene = scene;
        this.severity = severity;
        this.draws = draws;
    }

    /** {@code severity} 0…1 sets size and strength; a missing hole has none. */
    static Patch draw(DefectType type, double severity, Scene scene, Draws draws) {
        Blemish blemish = new Blemish(scene, severity, draws);
        return switch (type) {
            case SCRATCH -> blemish.scratch();
            case DENT -> blemish.dent();
            case STAIN -> blemish.stain();
            case CHIP -> new Fracture(scene, severity, draws).chip();
            case MISSING_HOLE -> blemish.missingHole();
            case CRACK -> new Fracture(scene, severity, draws).crack();
        };
    }

    /** A place on one of the two turned faces, {@code margin} away from their edges where there is room. */
    private double[] place(double margin) {
        boolean hub = margin < 12 && draws.chance(0.25);
        double low = hub ? Flange.BORE + 7 + margin : 128 + margin * 0.8;
        double high = hub ? Flange.HUB - margin : 195 - margin * 0.8;
        while (true) {
            double a = draws.uniform(0, 2 * Math.PI);
            double r = low < high ? draws.uniform(low, high) : (low + high) / 2;
            double x = r * StrictMath.cos(a);
            double y = r * StrictMath.sin(a);
            if (scene.nearestHole(x, y) > Math.min(margin, 12)) {
                return new double[] {x, y};
            }
        }
    }

    private Patch scratch() {
        double half = (30 + 95 * severity) * draws.uniform(0.75, 1.15) / 2;
        double[] at = place(6);
        // Across the lathe marks: along them even a person would take it for one of them.
        double a = StrictMath.atan2(at[1], at[0]) + draws.uniform(-1.1, 1.1);
        double bend = half * draws.uniform(-0.35, 0.35);
        double ux = StrictMath.cos(a);
        double uy = StrictMath.sin(a);
        Polyline line = new Polyline(33);
        double[] x = {at[0] - half * ux, at[0] - bend * uy, at[0] + half * ux};
        double[] y = {at[1] - half * uy, at[1] + bend * ux, at[1] + half * uy};
        line.bezier(x, y, 32);
        line.add(x[2], y[2]);
        double width = 0.6 + 0.65 * severity;
        double depth = 0.55 + 0.35 * severity;
        double burr = (draws.chance(0.5) ? 1 : -1) * (width * 1.4 + 0.3);
        SmoothNoise skip = new SmoothNoise(draws.bits());
        Patch patch = scene.patch(at[0], at[1], half + 8);
        patch.paint(scene, (i, px, py) -> {
            double d = line.distance(px, py);
            double t = line.along();
            if (d > 7 || !scene.isMetal(px, py)) {
                return;
            }
            double side = line.side(px, py) < 0 ? -d : d;
            double press = Math.min(1, Math.min(t, 1 - t) * 9 + 0.25) * (0.85 + 0.25 * skip.at(t * 14, 0));
            double core = press * bell(side / width);
            double lip = press * bell((side - burr) / width);
            patch.gain[i] = (float) (1 - depth * core + (0.55 + 0.75 * severity) * lip);
            patch.matte[i] = (float) Math.min(0.85, 0.7 * core + 0.55 * lip);
            if (d < Math.abs(burr) * 0.8 + 1) {
                patch.mark(i);
            }
        });
        return patch;
    }

    private Patch dent() {
        double radius = 7 + 13 * severity;
        double[] at = place(radius);
        double slope = 0.34 + 0.32 * severity;
        double squeeze = draws.uniform(0.75, 1);
        double a = draws.uniform(0, Math.PI);
        double ca = StrictMath.cos(a);
        double sa = StrictMath.sin(a);
        Patch patch = scene.patch(at[0], at[1], radius * 1.6 + 2);
        patch.paint(scene, (i, px, py) -> {
            double u = ((px - at[0]) * ca + (py - at[1]) * sa) / radius;
            double v = ((py - at[1]) * ca - (px - at[0]) * sa) / (radius * squeeze);
            double q = u * u + v * v;
            if (q > 2.4 || !scene.isMetal(px, py)) {
                return;
            }
            double fade = 1 - q / 2.4;
            double lean = -slope * 2.2 * (1 - 1.15 * q) * StrictMath.exp(-1.2 * q) * fade * fade;
            patch.tiltX[i] = (float) (lean * (u * ca - v * sa));
            patch.tiltY[i] = (float) (lean * (u * sa + v * ca));
            patch.gain[i] = (float) (1 - 0.16 * bell(q));
            patch.matte[i] = (float) (0.12 * bell(q));
            if (q < 1.1) {
                patch.mark(i);
            }
        });
        return patch;
    }

    private Patch stain() {
        double radius = 12 + 24 * severity;
        double[] at = place(Math.min(30, radius * 0.8));
        SmoothNoise edge = new SmoothNoise(draws.bits());
        double dark = 0.24 + 0.26 * severity;
        double warm = draws.chance(0.75) ? draws.uniform(0.45, 0.9) : draws.uniform(-0.8, -0.5);
        Patch patch = scene.patch(at[0], at[1], radius * 1.8 + 3);
        patch.paint(scene, (i, px, py) -> {
            double dx = (px - at[0]) / radius;
            double dy = (py - at[1]) / radius;
            double inside = 0.85 - Math.sqrt(dx * dx + dy * dy) + 0.55 * edge.fractal(dx * 1.4 + 9, dy * 1.4, 3);
            double film = Math.max(0, Math.min(1, inside * radius / 5.5));
            if (film == 0 || !scene.isMetal(px, py)) {
                return;
            }
            double rim = bell((inside * radius - 4) / 2.8);
            double cloud = 0.75 + 0.6 * edge.fractal(dx * 3 + 70, dy * 3, 3);
            patch.gain[i] = (float) (1 - film * (dark * cloud + 0.14 * rim));
            patch.warm[i] = (float) (warm * film * (0.7 + 0.3 * rim));
            patch.matte[i] = (float) (0.22 * film);
            if (film > 0.3) {
                patch.mark(i);
            }
        });
        return patch;
    }

    private Patch missingHole() {
        int hole = draws.below(Flange.HOLES);
        double reach = scene.sinkRadius[hole];
        double x = scene.holeX[hole];
        double y = scene.holeY[hole];
        Patch patch = scene.patch(x, y, reach + 1);
        patch.paint(scene, (i, px, py) -> {
            if ((px - x) * (px - x) + (py - y) * (py - y) <= reach * reach) {
                patch.mark(i);
            }
        });
        scene.skip(hole);
        return patch;
    }

    /** A soft bump of height 1 at 0. */
    static double bell(double x) {
        return StrictMath.exp(-x * x);
    }
}
