package loupe.camera.demo;

/** The table beside and below the part, with the part's soft shadow, and the walls of bore and holes. */
final class Ground {
    /** How far the lower rim of a hole lies towards the middle of the picture: the camera sees a little of the wall. */
    private static final float PARALLAX = 0.040f;

    private static final float OUTER = (float) Flange.OUTER;
    private static final float BORE = (float) Flange.BORE;

    private final Backdrop backdrop;
    private final Scene scene;
    private final Tone tone;
    private final float keyX;
    private final float keyY;

    Ground(Backdrop backdrop, Scene scene, Tone tone) {
        this.backdrop = backdrop;
        this.scene = scene;
        this.tone = tone;
        keyX = scene.lamps.keyX;
        keyY = scene.lamps.keyY;
    }

    void beside(int x, int y, float dx, float dy, float r) {
        float sx = dx + 11 * keyX;
        float sy = dy + 11 * keyY;
        float fromShadow = (float) Math.sqrt(sx * sx + sy * sy) - OUTER;
        float gap = Math.max(0, r - OUTER);
        float contact = 1 - 0.62f / (1 + gap * gap * 0.014f);
        float shade = 1 - 0.62f * (1 - step((fromShadow + 9) / 26));
        float bounce = 0.010f * Math.max(0, (dx * keyX + dy * keyY) / r) / (1 + gap * 0.06f);
        table(x, y, contact * shade, bounce);
    }

    void inBore(int x, int y, float dx, float dy, float r) {
        float low = BORE * (1 - PARALLAX);
        float below = cover(low - r);
        wall(dx / (r + 1e-4f), dy / (r + 1e-4f), (BORE - r) / (BORE - low), 0);
        if (below > 0) {
            tone.keep();
            float sx = dx + 12 * keyX;
            float sy = dy + 12 * keyY;
            float inLight = low - (float) Math.sqrt(sx * sx + sy * sy);
            float gap = Math.max(0, low - r);
            float contact = 1 - 0.55f / (1 + gap * gap * 0.012f);
            table(x, y, contact * (0.30f + 0.62f * step((inLight + 10) / 28)), 0);
            tone.mixKept(1 - below);
        }
    }

    void inHole(int x, int y, float ex, float ey, int k) {
        float radius = scene.holeRadius[k];
        float low = radius * (1 - PARALLAX);
        float lx = ex + scene.holeX[k] * PARALLAX;
        float ly = ey + scene.holeY[k] * PARALLAX;
        float fromLow = (float) Math.sqrt(lx * lx + ly * ly);
        float rho = (float) Math.sqrt(ex * ex + ey * ey) + 1e-4f;
        float beyond = Math.max(0, fromLow - low);
        float depth = (radius - rho) / (radius - rho + beyond + 0.3f);
        wall(ex / rho, ey / rho, depth, radius > 8 ? 1 : 0);
        float below = cover(low - fromLow);
        if (below > 0) {
            tone.keep();
            float lit = step(0.5f - (lx * keyX + ly * keyY) / (2 * radius));
            table(x, y, 0.10f + 0.34f * lit * Math.min(1, 0.35f + (low - fromLow) * 0.12f), 0);
            tone.mixKept(1 - below);
        }
    }

    /** Inner wall seen from above; depth 0 = upper rim, 1 = lower; threads 1 or 0. */
    private void wall(float ux, float uy, float depth, float thread) {
        float d = Math.max(0, Math.min(1, depth));
        float facing = -(ux * keyX + uy * keyY);
        float light = 0.035f + 0.20f * Math.max(0, facing + 0.25f);
        float saw = d * 3.5f;
        float flank = 1 + thread * 0.75f * (Math.abs(saw - (int) saw - 0.5f) * 4 - 1);
        float v = light * (1 - 0.72f * d) * flank;
        tone.set(v * 0.97f, v, v * 1.06f);
    }

    private void table(int x, int y, float shade, float extra) {
        float v = backdrop.light[y * Studio.WIDTH + x] * shade + extra;
        tone.set(v * 0.88f, v, v * 1.20f);
    }

    private static float step(float t) {
        float c = Math.max(0, Math.min(1, t));
        return c * c * (3 - 2 * c);
    }

    private static float cover(float inside) {
        return Exposure.cover(inside);
    }
}
