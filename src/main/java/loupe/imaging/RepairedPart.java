package loupe.imaging;

import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.domain.Region;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * A part, how it should look, and where the two differ: BGR8, all of one size, the part's proportions.
 *
 * @param part as it is
 * @param repaired as the model would have it
 * @param difference mean of the channels at the model's resolution; a quarter of the whole range is white
 */
public record RepairedPart(Image part, Image repaired, Image difference) {
    /** Longest side of each, pixels; the model's own picture is smaller. */
    private static final int LONGEST = 640;

    private static final int GAP = 8;
    private static final double GAIN = 4;

    /**
     * Compares.
     *
     * @param image the whole picture
     * @param covered what {@code repaired} shows of it, image pixels
     * @param repaired RGB8, at any resolution
     */
    public static RepairedPart of(Image image, Region covered, Image repaired) {
        Natives.load();
        Image small = Thumbnails.of(image.crop(covered), LONGEST, LONGEST);
        Size size = new Size(small.width(), small.height());
        try (Mats mats = new Mats()) {
            Mat part = bgr(small, mats);
            Mat seen = mats.empty();
            Imgproc.resize(part, seen, new Size(repaired.width(), repaired.height()), 0, 0, Imgproc.INTER_AREA);
            Mat made = bgr(repaired, mats);
            Mat apart = mats.empty();
            Core.absdiff(seen, made, apart);
            Mat mean = mats.empty();
            Core.transform(apart, mean, mats.own(Mat.ones(1, 3, CvType.CV_32F)));
            Mat strong = mats.empty();
            mean.convertTo(strong, CvType.CV_8U, GAIN / 3);
            Mat colour = mats.empty();
            Imgproc.cvtColor(strong, colour, Imgproc.COLOR_GRAY2BGR);
            return new RepairedPart(Mats.image(part), fitted(made, size, mats), fitted(colour, size, mats));
        }
    }

    private static Mat bgr(Image image, Mats mats) {
        Mat mat = mats.of(image);
        if (image.order() == PixelOrder.GRAY16) {
            Mat narrow = mats.empty();
            mat.convertTo(narrow, CvType.CV_8U, 1 / 257.0);
            mat = narrow;
        }
        if (image.order() == PixelOrder.BGR8) {
            return mat;
        }
        Mat colour = mats.empty();
        int code = image.order() == PixelOrder.RGB8 ? Imgproc.COLOR_RGB2BGR : Imgproc.COLOR_GRAY2BGR;
        Imgproc.cvtColor(mat, colour, code);
        return colour;
    }

    private static Image fitted(Mat mat, Size size, Mats mats) {
        Mat fitted = mats.empty();
        Imgproc.resize(mat, fitted, size, 0, 0, Imgproc.INTER_LINEAR);
        return Mats.image(fitted);
    }

    /** Part, repaired and difference in a row. */
    public Image beside() {
        int width = 3 * part.width() + 2 * GAP;
        byte[] pixels = new byte[3 * width * part.height()];
        int column = 0;
        for (Image image : new Image[] {part, repaired, difference}) {
            int row = 3 * image.width();
            for (int y = 0; y < image.height(); y++) {
                System.arraycopy(image.pixels(), y * row, pixels, 3 * (y * width + column), row);
            }
            column += image.width() + GAP;
        }
        return new Image(width, part.height(), PixelOrder.BGR8, pixels);
    }
}
