package loupe.imaging;

import loupe.domain.Image;
import loupe.domain.PixelOrder;

/** Resizing as the textbook says it, slow and in double: the reference for the tests. */
final class PlainResize {
    private PlainResize() {}

    static double[] plane(Image image, int channel) {
        double[] out = new double[image.width() * image.height()];
        byte[] p = image.pixels();
        int step = image.order().bytesPerPixel();
        for (int i = 0; i < out.length; i++) {
            int at = i * step + (image.order() == PixelOrder.GRAY16 ? 0 : channel);
            out[i] = image.order() == PixelOrder.GRAY16
                    ? ((p[at] & 0xff) | ((p[at + 1] & 0xff) << 8)) / 65535.0
                    : (p[at] & 0xff) / 255.0;
        }
        return out;
    }

    /** Each direction by itself: mean over the covered interval when shrinking, linear between centres when not. */
    static double[] resize(double[] in, int w, int h, int tw, int th) {
        double[] rows = new double[tw * h];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < tw; x++) {
                rows[y * tw + x] = sample(in, y * w, 1, w, tw, x);
            }
        }
        double[] out = new double[tw * th];
        for (int x = 0; x < tw; x++) {
            for (int y = 0; y < th; y++) {
                out[y * tw + x] = sample(rows, x, tw, h, th, y);
            }
        }
        return out;
    }

    private static double sample(double[] in, int start, int step, int length, int target, int i) {
        double scale = (double) length / target;
        if (scale <= 1) {
            double at = Math.min(length - 1.0, Math.max(0, (i + 0.5) * scale - 0.5));
            int low = (int) at;
            int high = Math.min(length - 1, low + 1);
            return in[start + low * step] * (1 - at + low) + in[start + high * step] * (at - low);
        }
        double from = i * scale;
        double to = Math.min(length, (i + 1) * scale);
        double sum = 0;
        for (int k = (int) from; k < Math.min(length, Math.ceil(to)); k++) {
            sum += in[start + k * step] * (Math.min(k + 1, to) - Math.max(k, from));
        }
        return sum / scale;
    }
}
