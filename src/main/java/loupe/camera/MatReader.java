package loupe.camera;

import java.io.IOException;
import java.util.Optional;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.videoio.VideoCapture;

/** Takes pictures out of OpenCV's capture into the Java heap, through one reused Mat. */
final class MatReader {
    private final Mat mat = new Mat();

    /** The capture's next picture; empty when it has none. */
    Optional<Image> read(VideoCapture capture) throws IOException {
        if (!capture.read(mat) || mat.empty()) {
            return Optional.empty();
        }
        PixelOrder order = order(mat.type());
        byte[] pixels = new byte[mat.cols() * mat.rows() * order.bytesPerPixel()];
        mat.get(0, 0, pixels);
        return Optional.of(new Image(mat.cols(), mat.rows(), order, pixels));
    }

    private static PixelOrder order(int type) throws IOException {
        if (type == CvType.CV_8UC3) {
            return PixelOrder.BGR8;
        }
        if (type == CvType.CV_8UC1) {
            return PixelOrder.GRAY8;
        }
        throw new IOException("pixels of type " + CvType.typeToString(type));
    }

    void release() {
        mat.release();
    }
}
