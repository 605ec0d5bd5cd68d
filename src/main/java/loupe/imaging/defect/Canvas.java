package loupe.imaging.defect;

import loupe.domain.Image;

/** The image under work, with the mask of what has been changed. */
final class Canvas {
    private static final double LARGEST_SHARE = 0.08;
    private static final double SMALLEST_SHARE = 1.2e-4;
    private static final int SMALLEST = 6;

    private final Image good;
    private final byte[] pixels;
    private final byte[] mask;
    private final int channels;

    Canvas(Image good) {
        this.good = good;
        pixels = good.pixels().clone();
        mask = new byte[good.width() * good.height()];
        channels = good.order().channels();
    }

    int width() {
        return good.width();
    }

    int height() {
        return good.height();
    }

    int channels() {
        return channels;
    }

    Image image() {
        return new Image(good.width(), good.height(), good.order(), pixels);
    }

    byte[] mask() {
        return mask;
    }

    /** Level of a pixel of the image as it is now; outside, the image is mirrored. */
    int level(int x, int y, int channel) {
        return pixels[(mirror(y, height()) * width() + mirror(x, width())) * channels + channel] & 0xFF;
    }

    /** Level between pixels, bilinear. */
    float level(double x, double y, int channel) {
        int ix = (int) Math.floor(x);
        int iy = (int) Math.floor(y);
        float fx = (float) (x - ix);
        float fy = (float) (y - iy);
        float top = level(ix, iy, channel) * (1 - fx) + level(ix + 1, iy, channel) * fx;
        float bottom = level(ix, iy + 1, channel) * (1 - fx) + level(ix + 1, iy + 1, channel) * fx;
        return top * (1 - fy) + bottom * fy;
    }

    private static int mirror(int i, int size) {
        int period = 2 * size - 2;
        int m = Math.floorMod(i, period);
        return m < size ? m : period - m;
    }

    /** Paints if the result is neither too small nor too large and can be seen; otherwise changes nothing. */
    boolean paint(Stencil stencil, Texture texture, double opacity, double visible) {
        int area = stencil.area();
        double all = (double) width() * height();
        if (area < Math.max(SMALLEST, SMALLEST_SHARE * all) || area > LARGEST_SHARE * all) {
            return false;
        }
        byte[] fresh = mixed(stencil, texture, opacity);
        if (change(stencil, fresh) < visible) {
            return false;
        }
        put(stencil, fresh);
        return true;
    }

    /** Paints whatever its size and however faint. */
    void force(Stencil stencil, Texture texture) {
        put(stencil, mixed(stencil, texture, 1));
    }

    private void put(Stencil stencil, byte[] fresh) {
        for (int y = 0; y < stencil.height; y++) {
            for (int x = 0; x < stencil.width; x++) {
                int i = y * stencil.width + x;
                if (stencil.alpha[i] > 0) {
                    int at = (stencil.y0 + y) * width() + stencil.x0 + x;
                    mask[at] = (byte) 255;
                    System.arraycopy(fresh, i * channels, pixels, at * channels, channels);
                }
            }
        }
    }

    private byte[] mixed(Stencil stencil, Texture texture, double opacity) {
        byte[] fresh = new byte[stencil.alpha.length * channels];
        for (int i = 0; i < stencil.alpha.length; i++) {
            int x = stencil.x0 + i % stencil.width;
            int y = stencil.y0 + i / stencil.width;
            float a = (float) (stencil.alpha[i] * opacity);
            for (int c = 0; c < channels; c++) {
                int old = level(x, y, c);
                float mix = a == 0 ? old : old + a * (texture.level(x, y, c) - old);
                fresh[i * channels + c] = (byte) Math.round(Math.max(0, Math.min(255, mix)));
            }
        }
        return fresh;
    }

    /** Mean over the stencil of the largest channel's change, each taken as a mean of 3 × 3 pixels: noise cancels. */
    private double change(Stencil stencil, byte[] fresh) {
        double sum = 0;
        int area = 0;
        for (int i = 0; i < stencil.alpha.length; i++) {
            if (stencil.alpha[i] == 0) {
                continue;
            }
            area++;
            double most = 0;
            for (int c = 0; c < channels; c++) {
                most = Math.max(most, Math.abs(meanChange(stencil, fresh, i, c)));
            }
            sum += most;
        }
        return sum / area;
    }

    private double meanChange(Stencil stencil, byte[] fresh, int i, int c) {
        int x = i % stencil.width;
        int y = i / stencil.width;
        int sum = 0;
        int count = 0;
        for (int v = Math.max(0, y - 1); v <= Math.min(stencil.height - 1, y + 1); v++) {
            for (int u = Math.max(0, x - 1); u <= Math.min(stencil.width - 1, x + 1); u++) {
                int k = v * stencil.width + u;
                if (stencil.alpha[k] > 0) {
                    sum += (fresh[k * channels + c] & 0xFF) - level(stencil.x0 + u, stencil.y0 + v, c);
                    count++;
                }
            }
        }
        return sum / (double) count;
    }
}
