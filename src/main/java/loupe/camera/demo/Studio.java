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
            exposure.row(y, row);
            sensor.develop(row, pixels, y * WIDTH * 3, noise);
        }
        return new Image(WIDTH, HEIGHT, PixelOrder.BGR8, pixels);
    }
}
