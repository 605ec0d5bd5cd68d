package loupe.imaging;

import java.util.Arrays;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * What an image looks like from afar, in 64 bits: the signs of the lowest 8 × 8 frequencies of its 32 × 32 grey copy
 * about their median (DCT hash, Zauner 2010). Resizing, re-encoding and a little more or less light change few bits.
 * Any thread; no state.
 */
public final class PerceptualHash {
    private static final int SIDE = 32;
    private static final int KEPT = 8;

    private PerceptualHash() {}

    /** The hash of an image; compare with {@link Long#bitCount} of the exclusive or. */
    public static long of(Image image) {
        Natives.load();
        try (Mats mats = new Mats()) {
            Mat small = mats.empty();
            Imgproc.resize(mats.of(image), small, new Size(SIDE, SIDE), 0, 0, Imgproc.INTER_AREA);
            Mat gray = small;
            if (image.order() == PixelOrder.BGR8 || image.order() == PixelOrder.RGB8) {
                gray = mats.empty();
                boolean bgr = image.order() == PixelOrder.BGR8;
                Imgproc.cvtColor(small, gray, bgr ? Imgproc.COLOR_BGR2GRAY : Imgproc.COLOR_RGB2GRAY);
            }
            Mat floats = mats.empty();
            gray.convertTo(floats, CvType.CV_32F);
            Mat frequencies = mats.empty();
            Core.dct(floats, frequencies);
            float[] row = new float[SIDE];
            float[] low = new float[KEPT * KEPT];
            for (int y = 0; y < KEPT; y++) {
                frequencies.get(y, 0, row);
                System.arraycopy(row, 0, low, y * KEPT, KEPT);
            }
            return bits(low);
        }
    }

    /** The mean brightness, the first of them, says nothing: its bit stays 0. */
    private static long bits(float[] low) {
        float[] sorted = low.clone();
        sorted[0] = Float.NEGATIVE_INFINITY;
        Arrays.sort(sorted);
        float median = sorted[sorted.length / 2];
        long bits = 0;
        for (int i = 1; i < low.length; i++) {
            bits |= (low[i] > median ? 1L : 0) << i;
        }
        return bits;
    }
}
