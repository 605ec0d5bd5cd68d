package loupe.imaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Owns native matrices and frees them when it is closed: the garbage collector sees a hundred bytes where megabytes
 * lie, so nothing may be left to it. One thread.
 */
final class Mats implements AutoCloseable {
    private final List<Mat> owned = new ArrayList<>();
    private short[] words = {};

    Mat empty() {
        return own(new Mat());
    }

    Mat own(Mat mat) {
        owned.add(mat);
        return mat;
    }

    Mat of(Image image) {
        Mat mat = empty();
        load(image, mat);
        return mat;
    }

    /** Copies the image into {@code target}, which keeps its memory when size and type stay the same. */
    void load(Image image, Mat target) {
        load(image, 0, image.height(), target);
    }

    /** Copies {@code rows} rows of an 8-bit image, or all of a 16-bit one. */
    void load(Image image, int from, int rows, Mat target) {
        target.create(rows, image.width(), type(image.order()));
        if (image.order() == PixelOrder.GRAY16) {
            int count = image.width() * image.height();
            words = words.length == count ? words : new short[count];
            ByteBuffer.wrap(image.pixels())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(words);
            target.put(0, 0, words);
        } else {
            int row = image.width() * image.order().bytesPerPixel();
            target.put(0, 0, image.pixels(), from * row, rows * row);
        }
    }

    /** Copies a matrix of one or three 8-bit channels, or one 16-bit channel, to the heap. */
    static Image image(Mat mat) {
        byte[] pixels = new byte[Math.toIntExact(mat.total() * mat.elemSize())];
        if (mat.type() == CvType.CV_16UC1) {
            short[] words = new short[pixels.length / 2];
            mat.get(0, 0, words);
            ByteBuffer.wrap(pixels)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .put(words);
            return new Image(mat.cols(), mat.rows(), PixelOrder.GRAY16, pixels);
        }
        mat.get(0, 0, pixels);
        PixelOrder order = mat.channels() == 1 ? PixelOrder.GRAY8 : PixelOrder.BGR8;
        return new Image(mat.cols(), mat.rows(), order, pixels);
    }

    static int type(PixelOrder order) {
        return switch (order) {
            case GRAY8 -> CvType.CV_8UC1;
            case BGR8, RGB8 -> CvType.CV_8UC3;
            case GRAY16 -> CvType.CV_16UC1;
        };
    }

    @Override
    public void close() {
        owned.forEach(Mat::release);
        owned.clear();
    }
}
