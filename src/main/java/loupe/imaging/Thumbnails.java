package loupe.imaging;

import loupe.domain.Image;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Small copies of images, by area averaging. Any thread; no state. */
public final class Thumbnails {
    private Thumbnails() {}

    /**
     * The image, proportions and pixel order kept, so small that it fits the box. An image that fits is returned as it
     * is.
     *
     * @param width pixels, ≥ 1
     * @param height pixels, ≥ 1
     */
    public static Image of(Image image, int width, int height) {
        double scale = Math.min((double) width / image.width(), (double) height / image.height());
        if (scale >= 1) {
            return image;
        }
        Natives.load();
        int w = (int) Math.max(1, Math.round(image.width() * scale));
        int h = (int) Math.max(1, Math.round(image.height() * scale));
        try (Mats mats = new Mats()) {
            Mat small = mats.empty();
            Imgproc.resize(mats.of(image), small, new Size(w, h), 0, 0, Imgproc.INTER_AREA);
            Image out = Mats.image(small);
            return new Image(w, h, image.order(), out.pixels());
        }
    }
}
