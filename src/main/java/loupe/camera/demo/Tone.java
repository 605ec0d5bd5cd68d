package loupe.camera.demo;

/** The colour being worked on, linear, and a small stack of colours under it. */
final class Tone {
    float red;
    float green;
    float blue;
    private final float[] kept = new float[12];
    private int depth;

    void set(float r, float g, float b) {
        red = r;
        green = g;
        blue = b;
    }

    void keep() {
        kept[depth] = red;
        kept[depth + 1] = green;
        kept[depth + 2] = blue;
        depth += 3;
    }

    /** Takes the last kept colour off the stack and mixes it in. */
    void mixKept(float share) {
        depth -= 3;
        red += (kept[depth] - red) * share;
        green += (kept[depth + 1] - green) * share;
        blue += (kept[depth + 2] - blue) * share;
    }
}
