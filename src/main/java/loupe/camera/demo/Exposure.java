package loupe.camera.demo;

/**
 * Computes the light of one picture, row by row. Turned metal is shaded by the slopes of its fine grooves: wide across
 * them, narrow along them (after Ward, SIGGRAPH 1992, with the long tail of Trowbridge and Reitz), which gives the
 * bright bow tie that follows the lamps.
 */
final class Exposure {
    private final Flange flange;
    private final Backdrop backdrop;
    private final Scene scene;
    private final Metal metal;
    private final Ground ground;
    private final Tone tone = new Tone();

    Exposure(Studio studio, Scene scene, Patch patch) {
        flange = studio.flange;
        backdrop = studio.backdrop;
        this.scene = scene;
        metal = new Metal(scene, patch, tone);
        ground = new Ground(studio.backdrop, scene, tone);
    }

    /** Linear blue, green, red of one row from column {@code x0} to before {@code x1}; the rest of it stays. */
    void row(int y, int x0, int x1, float[] out) {
        float dy = (float) (y + 0.5 - scene.centreY);
        for (int x = x0; x < x1; x++) {
            float dx = (float) (x + 0.5 - scene.centreX);
            float r = (float) Math.sqrt(dx * dx + dy * dy);
            metal.at(x, y);
            if (r >= Flange.OUTER + 0.5 || r <= Flange.BORE - 0.5) {
                open(x, y, dx, dy, r);
            } else {
                part(x, y, dx, dy, r);
            }
            float lens = backdrop.lens[y * Studio.WIDTH + x] * scene.exposure;
            out[3 * x] = tone.blue * lens;
            out[3 * x + 1] = tone.green * lens;
            out[3 * x + 2] = tone.red * lens;
        }
    }

    private void part(int x, int y, float dx, float dy, float r) {
        float solid = cover((float) Flange.OUTER - r) * cover(r - (float) Flange.BORE) * (1 - metal.cut());
        if (solid < 1) {
            open(x, y, dx, dy, r);
            tone.keep();
        }
        if (solid > 0) {
            face(dx, dy, r);
            if (Math.abs(r - (float) Flange.BOLT_CIRCLE) < (float) Flange.SINK + 1) {
                holes(x, y, dx, dy);
            }
        }
        if (solid < 1) {
            tone.mixKept(1 - solid);
        }
    }

    private void face(float dx, float dy, float r) {
        int i = (int) (r * Flange.STEPS);
        float ux = dx / r;
        float uy = dy / r;
        float marks = scene.marks.at(r, turn(dx, dy));
        metal.axis(dx, dy, ux, uy);
        metal.finish(flange.across[i], flange.along[i], flange.gloss[i] * (1 + 0.55f * flange.marks[i] * marks));
        metal.shade(flange.tilt[i] + flange.marks[i] * marks);
    }

    private void holes(int x, int y, float dx, float dy) {
        for (int k = 0; k < scene.holeX.length; k++) {
            float ex = dx - scene.holeX[k];
            float ey = dy - scene.holeY[k];
            float reach = scene.sinkRadius[k] + 1;
            if (reach > 0 && ex * ex + ey * ey < reach * reach) {
                hole(x, y, ex, ey, k);
            }
        }
    }

    private void hole(int x, int y, float ex, float ey, int k) {
        float rho = (float) Math.sqrt(ex * ex + ey * ey) + 1e-4f;
        float sink = scene.sinkRadius[k];
        float drill = scene.holeRadius[k];
        float inSink = cover(sink - rho);
        float inDrill = cover(drill - rho);
        if (inDrill < 1) {
            tone.keep();
            float depth = Math.max(0, (sink - rho) / (sink - drill));
            metal.axis(scene.holeX[k] + ex, scene.holeY[k] + ey, ex / rho, ey / rho);
            metal.finish(10, 7, 1.05f - 0.5f * depth);
            metal.shade(-0.45f - 0.5f * depth);
            tone.mixKept(1 - inSink);
        }
        if (inDrill > 0) {
            tone.keep();
            ground.inHole(x, y, ex, ey, k);
            tone.mixKept(1 - inDrill);
        }
    }

    private void open(int x, int y, float dx, float dy, float r) {
        if (r > Flange.BORE + 1) {
            ground.beside(x, y, dx, dy, r);
        } else {
            ground.inBore(x, y, dx, dy, r);
        }
    }

    static float cover(float inside) {
        return Math.max(0, Math.min(1, inside + 0.5f));
    }

    /** Angle as a share of a turn, 0…1; error below 0.002. */
    static float turn(float x, float y) {
        float ax = Math.abs(x);
        float ay = Math.abs(y);
        float q = Math.min(ax, ay) / (Math.max(ax, ay) + 1e-9f);
        float a = q * (0.125f + 0.04345f * (1 - q));
        float eighth = ay > ax ? 0.25f - a : a;
        float quarter = x < 0 ? 0.5f - eighth : eighth;
        return y < 0 ? 1 - quarter : quarter;
    }
}
