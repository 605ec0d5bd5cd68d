package loupe.camera.demo;

/** Shades turned metal. Set the pixel, the axis it was turned about and its finish, then shade. */
final class Metal {
    private final Lamps lamps;
    private final Patch patch;
    private final Tone tone;
    private int index;
    private float posX;
    private float posY;
    private float axisX;
    private float axisY;
    private float across;
    private float along;
    private float gloss;

    Metal(Scene scene, Patch patch, Tone tone) {
        lamps = scene.lamps;
        this.patch = patch;
        this.tone = tone;
    }

    /** The pixel: finds the defect under it. */
    void at(int x, int y) {
        index = patch.covers(x, y) ? patch.index(x, y) : -1;
    }

    /** Share of the metal that is missing here. */
    float cut() {
        return index < 0 ? 0 : patch.cut[index];
    }

    /** Position from the part's centre and unit vector away from the axis that the surface was turned about. */
    void axis(float px, float py, float ux, float uy) {
        posX = px;
        posY = py;
        axisX = ux;
        axisY = uy;
    }

    void finish(float acrossMarks, float alongMarks, float light) {
        across = acrossMarks;
        along = alongMarks;
        gloss = light;
    }

    /** Sets the tone for a surface whose normal leans outwards by {@code slope}. */
    void shade(float slope) {
        if (index < 0) {
            lit(slope, 0, gloss);
            return;
        }
        float matte = patch.matte[index];
        along += (6 - along) * matte;
        across += (6 - across) * matte;
        float tx = patch.tiltX[index];
        float ty = patch.tiltY[index];
        float flat = slope * (1 - matte);
        lit(flat + tx * axisX + ty * axisY, ty * axisX - tx * axisY, gloss * patch.gain[index] * (1 - 0.35f * matte));
        float warm = patch.warm[index];
        tone.red *= 1 + 0.16f * warm;
        tone.blue *= 1 - 0.42f * warm;
    }

    private void lit(float out, float side, float light) {
        float red = 0;
        float green = 0;
        float blue = 0;
        for (int k = 0; k < Lamps.COUNT; k++) {
            float hx = lamps.slopeX[k] + lamps.near[k] * posX;
            float hy = lamps.slopeY[k] + lamps.near[k] * posY;
            float a = hx * axisX + hy * axisY - out;
            float b = hy * axisX - hx * axisY - side;
            float q = 1 + lamps.sharp[k] * (a * a * across + b * b * along);
            float d = 1 / (q * q);
            red += d * lamps.red[k];
            green += d * lamps.green[k];
            blue += d * lamps.blue[k];
        }
        float up = 1 / (1 + out * out + side * side);
        float leanX = out * axisX - side * axisY;
        float leanY = out * axisY + side * axisX;
        float sky = lamps.sky * up * (1 + 0.5f * (leanX * lamps.keyX + leanY * lamps.keyY));
        tone.set(light * (sky * 0.97f + red), light * (sky + green), light * (sky * 1.05f + blue));
    }
}
