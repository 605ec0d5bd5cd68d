package loupe.camera.demo;

import loupe.imaging.defect.Draws;
import loupe.imaging.defect.Polyline;
import loupe.imaging.defect.SmoothNoise;

/** Defects where the metal broke: chips out of an edge, and cracks. */
final class Fracture {
    private final Scene scene;
    private final double severity;
    private final Draws draws;

    Fracture(Scene scene, double severity, Draws draws) {
        this.scene = scene;
        this.severity = severity;
        this.draws = draws;
    }

    /** A bite: outside its middle the metal is gone, around it lies the rough fracture. */
    Patch chip() {
        boolean outer = draws.chance(0.65);
        double radius = 7 + 12 * severity;
        double edge = outer ? Flange.OUTER : Flange.BORE;
        double a = draws.uniform(0, 2 * Math.PI);
        double ca = StrictMath.cos(a);
        double sa = StrictMath.sin(a);
        double stretch = draws.uniform(1.1, 1.7);
        SmoothNoise rough = new SmoothNoise(draws.bits());
        Patch patch = scene.patch(edge * ca, edge * sa, radius * 2.2 + 3);
        patch.paint(scene, (i, px, py) -> {
            double deep = (px * ca + py * sa - edge) / radius;
            double wide = (py * ca - px * sa) / (radius * stretch);
            double ragged = 0.34 * rough.fractal(px * 0.13, py * 0.13, 3) + 0.10 * rough.at(px * 0.6, py * 0.6);
            double inside = (0.95 - Math.sqrt(deep * deep + wide * wide) + ragged) * radius;
            double rim = Math.sqrt(px * px + py * py) - edge;
            if (inside < -2 || (outer ? rim > 1 : rim < -1)) {
                return;
            }
            double gone = inside - radius * (0.42 + 0.25 * rough.at(px * 0.2 + 40, py * 0.2));
            patch.cut[i] = (float) Math.max(0, Math.min(1, gone + 0.5));
            crush(patch, i, inside, new double[] {px, py, outer ? 0.55 : -0.55}, rough);
            if (inside > 0 && scene.isPart(px, py)) {
                patch.mark(i);
            }
        });
        return patch;
    }

    /** Grainy facets in every direction, leaning outwards on the whole. */
    private static void crush(Patch patch, int i, double inside, double[] at, SmoothNoise rough) {
        double broken = Math.max(0, Math.min(1, inside + 0.5));
        double r = Math.sqrt(at[0] * at[0] + at[1] * at[1]);
        double fx = 0.75 * rough.at(at[0] * 0.30, at[1] * 0.30 + 200) + 0.3 * rough.at(at[0] * 0.7, at[1] * 0.7 + 300);
        double fy = 0.75 * rough.at(at[0] * 0.30, at[1] * 0.30 + 400) + 0.3 * rough.at(at[0] * 0.7, at[1] * 0.7 + 500);
        double lip = Blemish.bell((inside - 0.6) / 0.9);
        patch.tiltX[i] = (float) (broken * (fx + at[2] * at[0] / r));
        patch.tiltY[i] = (float) (broken * (fy + at[2] * at[1] / r));
        double grain = 0.16 * rough.at(at[0] * 0.9, at[1] * 0.9 + 600);
        patch.gain[i] = (float) (1 + broken * (-0.22 + grain) + 0.2 * lip);
        patch.matte[i] = (float) broken;
    }

    Patch crack() {
        double length = (32 + 75 * severity) * draws.uniform(0.85, 1.15);
        double[] start = start();
        double heading = StrictMath.atan2(start[1], start[0]) + (start[2] > 0 ? 0 : Math.PI) + draws.uniform(-0.5, 0.5);
        Polyline trunk = walk(start[0], start[1], heading, length);
        Polyline twig = branch(trunk, heading, length * draws.uniform(0.25, 0.45));
        double width = 0.7 + 0.65 * severity;
        double dark = 0.62 + 0.28 * severity;
        Patch patch = scene.patch(start[0], start[1], length + 6);
        patch.paint(scene, (i, px, py) -> {
            double main = trunk.distance(px, py) / (1.15 - 0.75 * trunk.along());
            double side = twig.distance(px, py) / (0.75 - 0.45 * twig.along());
            double d = Math.min(main, side);
            if (d > 9 || !scene.isMetal(px, py)) {
                return;
            }
            double core = Blemish.bell(d / width);
            double lip = Blemish.bell((d - 2.3 * width) / width);
            patch.gain[i] = (float) (1 - dark * core + 0.14 * lip);
            patch.matte[i] = (float) (0.5 * core);
            if (d < 1.7 * width + 0.4) {
                patch.mark(i);
            }
        });
        return patch;
    }

    /** Where cracks begin: at a hole, the bore or the rim. Third value: 1 = grows outwards, −1 = inwards. */
    private double[] start() {
        double a = draws.uniform(0, 2 * Math.PI);
        double pick = draws.uniform();
        if (pick < 0.4) {
            int hole = draws.below(Flange.HOLES);
            double sign = draws.chance(0.5) ? 1 : -1;
            double r = Math.sqrt(scene.holeX[hole] * scene.holeX[hole] + scene.holeY[hole] * scene.holeY[hole]);
            double reach = 1 + sign * (scene.sinkRadius[hole] - 2) / r;
            return new double[] {scene.holeX[hole] * reach, scene.holeY[hole] * reach, sign};
        }
        boolean bore = pick < 0.7;
        double r = bore ? Flange.BORE : Flange.OUTER;
        return new double[] {r * StrictMath.cos(a), r * StrictMath.sin(a), bore ? 1 : -1};
    }

    private Polyline walk(double x0, double y0, double heading, double length) {
        int steps = (int) Math.max(4, length / 4.2);
        Polyline line = new Polyline(steps + 1);
        double x = x0;
        double y = y0;
        double drift = heading;
        line.add(x, y);
        for (int i = 0; i < steps; i++) {
            drift += draws.uniform(-0.22, 0.22);
            double turn = drift + draws.uniform(-0.85, 0.85);
            x += 4.2 * StrictMath.cos(turn);
            y += 4.2 * StrictMath.sin(turn);
            line.add(x, y);
        }
        return line;
    }

    private Polyline branch(Polyline trunk, double heading, double length) {
        double[] fork = trunk.point(draws.uniform(0.3, 0.6));
        double away = (draws.chance(0.5) ? 1 : -1) * draws.uniform(0.55, 1.0);
        return walk(fork[0], fork[1], heading + away, length);
    }
}
