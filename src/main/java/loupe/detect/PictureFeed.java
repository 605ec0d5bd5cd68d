package loupe.detect;

import java.nio.FloatBuffer;
import loupe.domain.Image;
import loupe.domain.PixelOrder;

/** Writes pictures into a network's input: area-filtered to its size, RGB planes, 0…1. */
final class PictureFeed implements AutoCloseable {
    private final int width;
    private final int height;
    private final FloatBuffer planes;

    PictureFeed(int width, int height, FloatBuffer planes) {
        this.width = width;
        this.height = height;
        this.planes = planes;
    }

    void fill(Image image) {
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    planes.put((c * height + y) * width + x, mean(image, c, x, y));
                }
            }
        }
    }

    private float mean(Image image, int channel, int x, int y) {
        double x0 = (double) x * image.width() / width;
        double x1 = (double) (x + 1) * image.width() / width;
        double y0 = (double) y * image.height() / height;
        double y1 = (double) (y + 1) * image.height() / height;
        double sum = 0;
        for (int v = (int) y0; v < Math.ceil(y1); v++) {
            double h = Math.min(v + 1, y1) - Math.max(v, y0);
            for (int u = (int) x0; u < Math.ceil(x1); u++) {
                double w = Math.min(u + 1, x1) - Math.max(u, x0);
                sum += h * w * value(image, channel, u, v);
            }
        }
        return (float) (sum / ((x1 - x0) * (y1 - y0)));
    }

    private static double value(Image image, int channel, int x, int y) {
        PixelOrder order = image.order();
        int i = (y * image.width() + x) * order.bytesPerPixel();
        byte[] p = image.pixels();
        return switch (order) {
            case GRAY8 -> (p[i] & 0xff) / 255.0;
            case RGB8 -> (p[i + channel] & 0xff) / 255.0;
            case BGR8 -> (p[i + 2 - channel] & 0xff) / 255.0;
            case GRAY16 -> ((p[i] & 0xff) | (p[i + 1] & 0xff) << 8) / 65535.0;
        };
    }

    @Override
    public void close() {
        // nothing native yet
    }
}
