package loupe.imaging;

import java.nio.ByteBuffer;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Some rows of a network's input, filled from the same share of an image's rows. One thread at a time. */
final class PlaneStrip implements AutoCloseable {
    private static final double BYTE = 255;
    private static final double WORD = 65535;

    /** Larger pictures are shrunk as they are stored: as floats they would need gigabytes. */
    private static final long LARGE = 16_000_000;

    /** Matrices that strips filled one after the other share, so that they stay in the cache. */
    static final class Scratch implements AutoCloseable {
        private final Mats mats = new Mats();
        private final Mat source = mats.empty();
        private final Mat wide = mats.empty();
        private final Mat grey = mats.empty();
        private final Mat shrunk = mats.empty();
        private final Mat sized = mats.empty();

        @Override
        public void close() {
            mats.close();
        }
    }

    private final int width;
    private final int rows;
    private final boolean antialias;
    private final int channels;
    private final Mats mats = new Mats();
    private final Mat[] planes;
    private final Size size;
    private final Size between = new Size();

    /**
     * Which rows, and how they are shrunk.
     *
     * @param top first row of the strip
     * @param antialias by area averaging
     */
    record Share(int top, int rows, boolean antialias) {}

    /**
     * A strip of the planes in {@code memory}.
     *
     * @param memory float32 planes of {@code whole}, one after the other
     */
    PlaneStrip(ByteBuffer memory, Size whole, int channels, Share share) {
        this.width = (int) whole.width;
        this.rows = share.rows();
        this.antialias = share.antialias();
        this.channels = channels;
        this.size = new Size(width, rows);
        planes = new Mat[channels];
        for (int c = 0; c < channels; c++) {
            int from = (c * (int) whole.height + share.top()) * width * Float.BYTES;
            planes[c] = mats.own(new Mat(rows, width, CvType.CV_32FC1, memory.slice(from, rows * width * Float.BYTES)));
        }
    }

    /** Fills the strip from {@code count} rows of the image. */
    void fill(Image image, int from, int count, Scratch scratch) {
        Mat source = scratch.source;
        scratch.mats.load(image, from, count, source);
        PixelOrder order = image.order();
        boolean large = source.total() > LARGE;
        Mat resized = large
                ? floats(resize(source, scratch), order, scratch)
                : resize(floats(source, order, scratch), scratch);
        if (resized.channels() == 1) {
            for (Mat plane : planes) {
                resized.copyTo(plane);
            }
        } else {
            for (int c = 0; c < channels; c++) {
                Core.extractChannel(resized, planes[c], image.order() == PixelOrder.RGB8 ? c : 2 - c);
            }
        }
        if (large) {
            source.release();
        }
    }

    /** Averages of bytes would be rounded to bytes; of floats they are also the quickest. */
    private Mat floats(Mat in, PixelOrder order, Scratch scratch) {
        Mat wide = scratch.wide;
        in.convertTo(wide, CvType.CV_32F, 1 / (order == PixelOrder.GRAY16 ? WORD : BYTE));
        if (channels == 3 || order.channels() == 1) {
            return wide;
        }
        Imgproc.cvtColor(
                wide, scratch.grey, order == PixelOrder.RGB8 ? Imgproc.COLOR_RGB2GRAY : Imgproc.COLOR_BGR2GRAY);
        return scratch.grey;
    }

    private Mat resize(Mat in, Scratch scratch) {
        between.width = Math.min(width, in.cols());
        between.height = Math.min(rows, in.rows());
        Mat result = in;
        if (antialias && (between.width != in.cols() || between.height != in.rows())) {
            Imgproc.resize(result, scratch.shrunk, between, 0, 0, Imgproc.INTER_AREA);
            result = scratch.shrunk;
        }
        if (result.cols() != width || result.rows() != rows) {
            Imgproc.resize(result, scratch.sized, size, 0, 0, Imgproc.INTER_LINEAR);
            result = scratch.sized;
        }
        return result;
    }

    @Override
    public void close() {
        mats.close();
    }
}
