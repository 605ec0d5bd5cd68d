package loupe.imaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Turns images of any size and order into a network's input: float32 planes of a fixed size, values 0…1 (the stored
 * range, 255 or 65535, is 1), rows top down. Three planes are red, green, blue (grey images give three equal ones); one
 * plane is luminance by ITU-R BT.601. Shrinks by area averaging, enlarges linearly (pixel centres aligned), each
 * direction by itself. Used by one thread; allocates nothing lasting per call; holds native memory until closed.
 */
public final class PlaneFiller implements AutoCloseable {
    private static final double WORD = 65535;
    private static final double BYTE_TO_WORD = 257;

    private final int width;
    private final int height;
    private final int channels;
    private final Mats mats = new Mats();
    private final Mat source;
    private final Mat wide;
    private final Mat grey;
    private final Mat shrunk;
    private final Mat sized;
    private final Mat single;
    private final Mat[] planes;
    private final FloatBuffer values;
    private final Size size;
    private final Size between = new Size();

    /**
     * A filler for one input shape.
     *
     * @param width pixels, ≥ 1
     * @param height pixels, ≥ 1
     * @param channels 3 (red, green, blue) or 1 (luminance)
     */
    public PlaneFiller(int width, int height, int channels) {
        if (width < 1 || height < 1 || (channels != 1 && channels != 3)) {
            throw new IllegalArgumentException(width + "×" + height + "×" + channels);
        }
        Natives.load();
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.size = new Size(width, height);
        source = mats.empty();
        wide = mats.empty();
        grey = mats.empty();
        shrunk = mats.empty();
        sized = mats.empty();
        single = mats.empty();
        int plane = width * height;
        ByteBuffer memory =
                ByteBuffer.allocateDirect(channels * plane * Float.BYTES).order(ByteOrder.nativeOrder());
        values = memory.asFloatBuffer();
        planes = new Mat[channels];
        for (int c = 0; c < channels; c++) {
            ByteBuffer part = memory.slice(c * plane * Float.BYTES, plane * Float.BYTES);
            planes[c] = mats.own(new Mat(height, width, CvType.CV_32FC1, part));
        }
    }

    /** Values written by {@link #fill}: channels × height × width. */
    public int valueCount() {
        return channels * width * height;
    }

    /**
     * Writes {@link #valueCount()} floats from {@code target}'s position on; position and limit stay as they are.
     *
     * @param image not empty
     */
    public void fill(Image image, FloatBuffer target) {
        mats.load(image, source);
        Mat resized = resize(widen(image.order()));
        if (resized.channels() == 1) {
            resized.convertTo(planes[0], CvType.CV_32F, 1 / WORD);
            for (int c = 1; c < channels; c++) {
                planes[0].copyTo(planes[c]);
            }
        } else {
            for (int c = 0; c < channels; c++) {
                Core.extractChannel(resized, single, image.order() == PixelOrder.RGB8 ? c : 2 - c);
                single.convertTo(planes[c], CvType.CV_32F, 1 / WORD);
            }
        }
        target.put(target.position(), values, 0, valueCount());
    }

    /** 16 bits a channel: averages of bytes would be rounded to bytes. */
    private Mat widen(PixelOrder order) {
        if (order == PixelOrder.GRAY16) {
            return source;
        }
        source.convertTo(wide, CvType.CV_16U, BYTE_TO_WORD);
        if (channels == 3 || order == PixelOrder.GRAY8) {
            return wide;
        }
        Imgproc.cvtColor(wide, grey, order == PixelOrder.RGB8 ? Imgproc.COLOR_RGB2GRAY : Imgproc.COLOR_BGR2GRAY);
        return grey;
    }

    private Mat resize(Mat in) {
        between.width = Math.min(width, in.cols());
        between.height = Math.min(height, in.rows());
        Mat result = in;
        if (between.width != in.cols() || between.height != in.rows()) {
            Imgproc.resize(result, shrunk, between, 0, 0, Imgproc.INTER_AREA);
            result = shrunk;
        }
        if (between.width != width || between.height != height) {
            Imgproc.resize(result, sized, size, 0, 0, Imgproc.INTER_LINEAR);
            result = sized;
        }
        return result;
    }

    @Override
    public void close() {
        mats.close();
    }
}
