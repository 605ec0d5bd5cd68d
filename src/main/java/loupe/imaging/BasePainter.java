package loupe.imaging;

import java.nio.ByteBuffer;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.domain.Region;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Brings the shown part of an image to the size of the view: means when it shrinks, linear when it grows, whole
 * squares from four times on. Remembers the last image and view. One thread.
 */
final class BasePainter implements AutoCloseable {
    private static final double SQUARES_FROM = 4;
    private static final Scalar NOTHING = new Scalar(0, 0, 0, 0);

    private final Mats mats = new Mats();
    private final Mat whole = mats.empty();
    private final Mat shrunk = mats.empty();
    private final Mat sized = mats.empty();
    private final Mat bytes = mats.empty();
    private byte[] lastPixels = Image.NONE.pixels();
    private ViewPort lastView = new ViewPort(1, 1, new Region(0, 0, 1, 1));

    /** The picture at the view's scale: {@link #sized}, or {@link #whole} where that is the scale already. */
    private Mat shown = sized;

    /** Where {@link #shown} begins in the view. */
    private int left;

    private int top;

    void paint(Image image, ViewPort view, ByteBuffer bgra) {
        if (image.pixels() != lastPixels || !view.equals(lastView)) {
            resize(image, view);
        }
        try (Mats local = new Mats()) {
            Mat target = local.own(new Mat(view.height(), view.width(), CvType.CV_8UC4, bgra));
            int x0 = Math.max(0, left);
            int y0 = Math.max(0, top);
            int x1 = Math.min(view.width(), left + shown.cols());
            int y1 = Math.min(view.height(), top + shown.rows());
            if (shown.empty() || x1 <= x0 || y1 <= y0) {
                target.setTo(NOTHING);
                return;
            }
            if (x1 - x0 < view.width() || y1 - y0 < view.height()) {
                target.setTo(NOTHING);
            }
            Mat from = local.own(shown.submat(new Rect(x0 - left, y0 - top, x1 - x0, y1 - y0)));
            Mat to = local.own(target.submat(new Rect(x0, y0, x1 - x0, y1 - y0)));
            convert(from, to, image.order());
        }
    }

    private void resize(Image image, ViewPort view) {
        if (image.pixels() != lastPixels) {
            mats.load(image, whole);
            lastPixels = image.pixels();
        }
        lastView = view;
        Region source = view.source();
        int x0 = (int) Math.max(0, Math.floor(source.x()));
        int y0 = (int) Math.max(0, Math.floor(source.y()));
        int x1 = (int) Math.min(image.width(), Math.ceil(source.x() + source.width()));
        int y1 = (int) Math.min(image.height(), Math.ceil(source.y() + source.height()));
        if (x1 <= x0 || y1 <= y0) {
            sized.release();
            shown = sized;
            return;
        }
        left = (int) Math.round(view.screenX(x0));
        top = (int) Math.round(view.screenY(y0));
        int w = (int) Math.max(1, Math.round(view.screenX(x1)) - left);
        int h = (int) Math.max(1, Math.round(view.screenY(y1)) - top);
        if (x1 - x0 == w && y1 - y0 == h && w == image.width() && h == image.height()) {
            shown = whole;
            return;
        }
        shown = sized;
        try (Mats local = new Mats()) {
            Mat part = local.own(whole.submat(new Rect(x0, y0, x1 - x0, y1 - y0)));
            Mat near = shrinkByWhole(part, w, h, local);
            int filter = view.scaleX() < SQUARES_FROM ? Imgproc.INTER_LINEAR : Imgproc.INTER_NEAREST;
            Imgproc.resize(near, sized, new Size(w, h), 0, 0, filter);
        }
    }

    /** Means over whole pixels, which are quick; what is left to shrink is less than a half and may be linear. */
    private Mat shrinkByWhole(Mat part, int w, int h, Mats local) {
        int kx = Math.max(1, part.cols() / w);
        int ky = Math.max(1, part.rows() / h);
        if (kx == 1 && ky == 1) {
            return part;
        }
        int nx = part.cols() / kx;
        int ny = part.rows() / ky;
        Mat even = local.own(part.submat(new Rect(0, 0, nx * kx, ny * ky)));
        Imgproc.resize(even, shrunk, new Size(nx, ny), 0, 0, Imgproc.INTER_AREA);
        return shrunk;
    }

    private void convert(Mat from, Mat to, PixelOrder order) {
        switch (order) {
            case BGR8 -> Imgproc.cvtColor(from, to, Imgproc.COLOR_BGR2BGRA);
            case RGB8 -> Imgproc.cvtColor(from, to, Imgproc.COLOR_RGB2BGRA);
            case GRAY8 -> Imgproc.cvtColor(from, to, Imgproc.COLOR_GRAY2BGRA);
            case GRAY16 -> {
                from.convertTo(bytes, CvType.CV_8U, 1 / 257.0);
                Imgproc.cvtColor(bytes, to, Imgproc.COLOR_GRAY2BGRA);
            }
        }
    }

    @Override
    public void close() {
        mats.close();
    }
}
