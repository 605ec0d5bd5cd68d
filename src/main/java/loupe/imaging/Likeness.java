package loupe.imaging;

import java.util.Arrays;
import java.util.List;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * What an image looks like from afar, from its 32 × 32 grey copy. Resizing, re-encoding and more or less light change
 * little of it. Immutable by contract.
 *
 * @param hash the signs of the lowest 8 × 8 frequencies about their median (DCT hash, Zauner 2010): compare with
 *     {@link Long#bitCount} of the exclusive or
 * @param pattern the grey copy with mean 0 and standard deviation {@value #UNIT}, row-major; all 0 for a flat image
 * @param brightness mean of the grey copy, 0…255
 * @param contrast its standard deviation, 0…127.5
 */
public record Likeness(long hash, short[] pattern, float brightness, float contrast) {
    private static final int SIDE = 32;
    private static final int KEPT = 8;
    private static final int UNIT = 2048;

    /** Looks at an image. Any thread. */
    public static Likeness of(Image image) {
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
            float[] pixels = new float[SIDE * SIDE];
            floats.get(0, 0, pixels);
            Mat frequencies = mats.empty();
            Core.dct(floats, frequencies);
            float[] row = new float[SIDE];
            float[] low = new float[KEPT * KEPT];
            for (int y = 0; y < KEPT; y++) {
                frequencies.get(y, 0, row);
                System.arraycopy(row, 0, low, y * KEPT, KEPT);
            }
            float unit = image.order() == PixelOrder.GRAY16 ? 257 : 1;
            double mean = mean(pixels);
            double deviation = Math.sqrt(variance(pixels, mean));
            short[] pattern = pattern(pixels, mean, deviation);
            return new Likeness(bits(low), pattern, (float) mean / unit, (float) deviation / unit);
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

    private static double mean(float[] pixels) {
        double mean = 0;
        for (float p : pixels) {
            mean += p / (double) pixels.length;
        }
        return mean;
    }

    private static double variance(float[] pixels, double mean) {
        double variance = 0;
        for (float p : pixels) {
            variance += (p - mean) * (p - mean) / pixels.length;
        }
        return variance;
    }

    private static short[] pattern(float[] pixels, double mean, double deviation) {
        short[] pattern = new short[pixels.length];
        for (int i = 0; i < pixels.length && deviation > 1e-3; i++) {
            double value = (pixels[i] - mean) / deviation * UNIT;
            pattern[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(value)));
        }
        return pattern;
    }

    /**
     * What most of them look like: the median of every pixel.
     *
     * @param looks at least one
     */
    public static Likeness median(List<Likeness> looks) {
        short[] pattern = new short[SIDE * SIDE];
        short[] values = new short[looks.size()];
        for (int p = 0; p < pattern.length; p++) {
            for (int i = 0; i < values.length; i++) {
                values[i] = looks.get(i).pattern[p];
            }
            Arrays.sort(values);
            pattern[p] = values[values.length / 2];
        }
        return new Likeness(0, pattern, 0, 0);
    }

    /**
     * How far two patterns are apart: root mean square, in standard deviations of an image; 0 the same, about 1.4
     * nothing in common.
     *
     * @param enough beyond this the exact figure does not matter, and something larger is returned
     */
    public double distance(Likeness other, double enough) {
        double limit = enough * enough * UNIT * UNIT * pattern.length;
        double sum = 0;
        for (int i = 0; i < pattern.length; i++) {
            double d = pattern[i] - other.pattern[i];
            sum += d * d;
            if (sum > limit) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return Math.sqrt(sum / pattern.length) / UNIT;
    }
}
