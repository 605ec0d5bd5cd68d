package loupe.ui.widget;

import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import loupe.domain.Image;
import loupe.domain.PixelOrder;

/** Makes JavaFX pictures of ours; for small ones, the large are painted by {@link FramePainter}. Any thread. */
public final class FxImages {
    private FxImages() {}

    /** The same pixels; of 16 bits the upper 8. An empty image becomes one transparent pixel. */
    public static WritableImage of(Image image) {
        if (image.isEmpty()) {
            return new WritableImage(1, 1);
        }
        int w = image.width();
        int h = image.height();
        int bytes = image.order().bytesPerPixel();
        byte[] pixels = image.pixels();
        int[] argb = new int[w * h];
        for (int i = 0; i < argb.length; i++) {
            int at = i * bytes;
            int a = pixels[at + (image.order() == PixelOrder.GRAY16 ? 1 : 0)] & 0xff;
            int g = bytes == 3 ? pixels[at + 1] & 0xff : a;
            int c = bytes == 3 ? pixels[at + 2] & 0xff : a;
            argb[i] = image.order() == PixelOrder.BGR8
                    ? 0xff000000 | c << 16 | g << 8 | a
                    : 0xff000000 | a << 16 | g << 8 | c;
        }
        WritableImage out = new WritableImage(w, h);
        out.getPixelWriter().setPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), argb, 0, w);
        return out;
    }
}
