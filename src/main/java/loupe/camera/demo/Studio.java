package loupe.camera.demo;

import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.imaging.defect.Draws;

/** What all pictures of a line share: tables, table cloth, sensor. Immutable, so parts may be drawn by any thread. */
final class Studio {
    static final int WIDTH = 640;
    static final int HEIGHT = 480;

    final Flange flange = new Flange();
    final LatheMarks lathe;
    final Backdrop backdrop;
    private final Sensor sensor = new Sensor();

    Studio(long seed) {
        lathe = new LatheMarks(seed);
        backdrop = new Backdrop(seed);
    }

    Image photograph(Scene scene, Patch patch) {
        byte[] pixels = new byte[WIDTH * HEIGHT * 3];
        float[] row = new float[WIDTH * 3];
        Exposure exposure = new Exposure(this, scene, patch);
        Draws noise = new Draws(scene.noiseSeed, 0);
        for (int y = 0; y < HEIGHT; y++) {
            exposure.row(y, 0, WIDTH, row);
            sensor.develop(row, pixels, y * WIDTH * 3, noise);
        }
        return new Image(WIDTH, HEIGHT, PixelOrder.BGR8, pixels);
    }

    /** Mean change of the brightest-changed channel over the mask, in grey levels, without noise. */
    double contrast(Scene scene, Patch patch) {
        Exposure good = new Exposure(this, scene, Patch.NONE);
        Exposure bad = new Exposure(this, scene, patch);
        float[] before = new float[WIDTH * 3];
        float[] after = new float[WIDTH * 3];
        double sum = 0;
        int area = 0;
        for (int y = 0; y < patch.height; y++) {
            good.row(patch.y0 + y, patch.x0, patch.x0 + patch.width, before);
            bad.row(patch.y0 + y, patch.x0, patch.x0 + patch.width, after);
            for (int x = 0; x < patch.width; x++) {
                if (patch.mask[y * patch.width + x] != 0) {
                    sum += change(before, after, 3 * (patch.x0 + x));
                    area++;
                }
            }
        }
        return area == 0 ? 0 : sum / area;
    }

    private int change(float[] before, float[] after, int at) {
        int most = 0;
        for (int c = at; c < at + 3; c++) {
            most = Math.max(most, Math.abs(sensor.level(before[c]) - sensor.level(after[c])));
        }
        return most;
    }
}
