package loupe.imaging;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.domain.Region;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Draws the border of a ground truth mask over a view. Remembers the last mask and view. One thread. */
final class MaskOutline implements AutoCloseable {
    private static final int LINE = 0xff40e0ff;
    private static final int HALO = 0xff101418;
    private static final float LINE_HALF = 0.7f;
    private static final float HALO_HALF = 1.8f;
    private static final float HALO_OPACITY = 0.5f;

    /** Standard deviation, view pixels: enough for a slope, too little to round corners off. */
    private static final double SOFT = 1.2;

    private final BasePainter painter = new BasePainter();
    private final Mats mats = new Mats();
    private final Mat grey = mats.empty();
    private final Mat soft = mats.empty();
    private final Size kernel = new Size(0, 0);
    private ByteBuffer colour = ByteBuffer.allocateDirect(0);
    private byte[] surface = {};
    private boolean[] lastMask = {};
    private Image maskImage = Image.NONE;
    private ViewPort lastView = new ViewPort(1, 1, new Region(0, 0, 1, 1));

    void paint(boolean[] mask, Image image, ViewPort view, IntBuffer pixels) {
        if (mask != lastMask || !view.equals(lastView)) {
            prepare(mask, image, view);
        }
        int w = view.width();
        for (int y = 1; y < view.height() - 1; y++) {
            for (int x = 1; x < w - 1; x++) {
                int at = y * w + x;
                int value = surface[at] & 0xff;
                if (value != 0 && value != 255) {
                    pixels.put(at, line(pixels.get(at), value, at, w));
                }
            }
        }
    }

    private int line(int pixel, int value, int at, int w) {
        float dx = ((surface[at + 1] & 0xff) - (surface[at - 1] & 0xff)) / 2f;
        float dy = ((surface[at + w] & 0xff) - (surface[at - w] & 0xff)) / 2f;
        float distance = Math.abs(value - 127.5f) / ((float) Math.sqrt(dx * dx + dy * dy) + 1e-3f);
        int dark = Blend.over(pixel, HALO, Blend.line(distance, HALO_HALF, HALO_OPACITY));
        return Blend.over(dark, LINE, Blend.line(distance, LINE_HALF, 1));
    }

    private void prepare(boolean[] mask, Image image, ViewPort view) {
        if (mask != lastMask) {
            byte[] bytes = new byte[mask.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (mask[i] ? 255 : 0);
            }
            maskImage = new Image(image.width(), image.height(), PixelOrder.GRAY8, bytes);
            lastMask = mask;
        }
        lastView = view;
        int count = view.width() * view.height();
        if (surface.length != count) {
            surface = new byte[count];
            colour = ByteBuffer.allocateDirect(4 * count);
        }
        painter.paint(maskImage, view, colour);
        try (Mats local = new Mats()) {
            Mat all = local.own(new Mat(view.height(), view.width(), CvType.CV_8UC4, colour));
            Core.extractChannel(all, grey, 0);
            Imgproc.GaussianBlur(grey, soft, kernel, SOFT);
            soft.get(0, 0, surface);
        }
    }

    @Override
    public void close() {
        painter.close();
        mats.close();
    }
}
