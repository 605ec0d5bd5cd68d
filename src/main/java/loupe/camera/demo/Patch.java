package loupe.camera.demo;

import java.util.Arrays;

/**
 * How a defect changes the surface inside a rectangle of the picture. Tilts are added to the surface's slope in picture
 * axes, the other fields are per pixel factors. Clipped to the picture.
 */
final class Patch {
    /** Changes nothing. */
    static final Patch NONE = new Patch(0, 0, 0, 0);

    final int x0;
    final int y0;
    final int width;
    final int height;
    final float[] tiltX;
    final float[] tiltY;

    /** Light that comes back, 1 = unchanged. */
    final float[] gain;

    /** Colour, −1 blue … 1 brown. */
    final float[] warm;

    /** 0 = turned surface, 1 = rough in every direction, without marks. */
    final float[] matte;

    /** Metal that is missing, 0…1. */
    final float[] cut;

    /** 255 = defect. */
    final byte[] mask;

    Patch(int x0, int y0, int x1, int y1) {
        this.x0 = Math.max(0, x0);
        this.y0 = Math.max(0, y0);
        width = Math.max(0, Math.min(Studio.WIDTH, x1) - this.x0);
        height = Math.max(0, Math.min(Studio.HEIGHT, y1) - this.y0);
        int size = width * height;
        tiltX = new float[size];
        tiltY = new float[size];
        gain = new float[size];
        warm = new float[size];
        matte = new float[size];
        cut = new float[size];
        mask = new byte[size];
        Arrays.fill(gain, 1);
    }

    boolean covers(int x, int y) {
        return x >= x0 && y >= y0 && x < x0 + width && y < y0 + height;
    }

    int index(int x, int y) {
        return (y - y0) * width + x - x0;
    }

    /** Visits every pixel. */
    void paint(Scene scene, Brush brush) {
        for (int i = 0; i < mask.length; i++) {
            brush.touch(i, x0 + i % width + 0.5 - scene.centreX, y0 + i / width + 0.5 - scene.centreY);
        }
    }

    void mark(int index) {
        mask[index] = (byte) 255;
    }

    /** The mask at the size of the picture. */
    byte[] fullMask() {
        byte[] full = new byte[Studio.WIDTH * Studio.HEIGHT];
        for (int y = 0; y < height; y++) {
            System.arraycopy(mask, y * width, full, (y0 + y) * Studio.WIDTH + x0, width);
        }
        return full;
    }
}
