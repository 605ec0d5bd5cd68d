package loupe.imaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.PixelOrder;
import org.opencv.core.Core;
import org.opencv.core.CvException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * Image files to pixels and back: PNG, JPEG, BMP, TIFF (first page), WebP (still), PGM and PPM, told by their magic
 * number, whatever the name. Grey stays grey (8 or 16 bits), colour becomes BGR8 (16 bits are scaled to 8); alpha is
 * dropped, the colours under it count as stored. The EXIF orientation is ignored: pixels, masks and regions keep the
 * sensor's coordinates. Size limits and completeness are checked before any decoder runs. Any thread; no state.
 *
 * <p>Faults: IMG-01 damaged or cut, IMG-02 too many pixels, IMG-03 not an image, IMG-04 empty, IMG-05 not readable,
 * IMG-09 too many bytes. Not found: wrong bits inside a JPEG's scan, for which the format has no checksum.
 */
public final class ImageCodec {
    /** Largest file, megabytes (2²⁰ bytes). */
    public static final int MAX_MEGABYTES = 512;
    /** Largest image, million pixels. */
    public static final int MAX_MEGAPIXELS = 200;

    private static final int MB = 1 << 20;

    private ImageCodec() {}

    public static Image read(Path file) {
        return read(file, String.valueOf(file.getFileName()));
    }

    /**
     * Reads a file that faults call by another name than its own.
     *
     * @param name for faults, for example the path below a folder
     */
    public static Image read(Path file, String name) {
        return decode(bytes(file, name), name);
    }

    /**
     * Decodes a file's content.
     *
     * @param name for faults; not read
     */
    public static Image decode(byte[] bytes, String name) {
        check(bytes, name);
        Natives.load();
        try (Mats mats = new Mats()) {
            Mat encoded = mats.own(new MatOfByte(bytes));
            Mat decoded = mats.own(Imgcodecs.imdecode(encoded, mode(bytes)));
            if (decoded.empty()) {
                throw new InspectionFault(FaultCode.IMG_01, name, "its content is damaged");
            }
            return Mats.image(plain(decoded, mats, name));
        } catch (CvException e) {
            throw new InspectionFault(FaultCode.IMG_01, e, name, "its content is damaged");
        } catch (OutOfMemoryError e) {
            throw new InspectionFault(FaultCode.IMG_01, e, name, "not enough memory");
        }
    }

    /**
     * Loss-free; GRAY16 stays 16 bits. The encoder's own settings are those for speed (differences to the left, runs):
     * naming any level turns them off. Level 1 takes three times as long; its files are as large where a camera's noise
     * is in the picture, and two thirds where there is none.
     */
    public static byte[] png(Image image) {
        return encode(image, ".png");
    }

    /**
     * Lossy; GRAY16 loses its lower 8 bits.
     *
     * @param quality 1…100
     */
    public static byte[] jpeg(Image image, int quality) {
        return encode(image, ".jpg", Imgcodecs.IMWRITE_JPEG_QUALITY, quality);
    }

    private static byte[] bytes(Path file, String name) {
        try {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new InspectionFault(FaultCode.IMG_05, name);
            }
            long size = Files.size(file);
            if (size > (long) MAX_MEGABYTES * MB) {
                throw new InspectionFault(FaultCode.IMG_09, name, size / MB, MAX_MEGABYTES);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.IMG_05, e, name);
        } catch (OutOfMemoryError e) {
            throw new InspectionFault(FaultCode.IMG_01, e, name, "not enough memory");
        }
    }

    private static void check(byte[] bytes, String name) {
        if (bytes.length == 0) {
            throw new InspectionFault(FaultCode.IMG_04, name);
        }
        if (bytes.length > MAX_MEGABYTES * MB) {
            throw new InspectionFault(FaultCode.IMG_09, name, bytes.length / MB, MAX_MEGABYTES);
        }
        ImageHeader header = ImageHeader.read(bytes).orElseThrow(() -> new InspectionFault(FaultCode.IMG_03, name));
        if (header.pixels() > MAX_MEGAPIXELS * 1e6) {
            throw new InspectionFault(FaultCode.IMG_02, name, header.width(), header.height(), MAX_MEGAPIXELS);
        }
        header.flaw().ifPresent(flaw -> {
            throw new InspectionFault(FaultCode.IMG_01, name, flaw);
        });
    }

    /** As stored; but of bitmaps with the OS/2 header the decoder would make grey ones. */
    private static int mode(byte[] bytes) {
        boolean os2 = bytes.length > 14 && bytes[0] == 'B' && bytes[1] == 'M' && bytes[14] == 12;
        return os2 ? Imgcodecs.IMREAD_COLOR : Imgcodecs.IMREAD_UNCHANGED;
    }

    /** To one of the three kinds that an {@link Image} knows. */
    private static Mat plain(Mat decoded, Mats mats, String name) {
        int depth = decoded.depth();
        int channels = decoded.channels();
        boolean plainDepth = depth == CvType.CV_8U || depth == CvType.CV_16U;
        if (!plainDepth || channels == 2 || channels > 4) {
            String kind = CvType.typeToString(decoded.type()).replace("CV_", "").toLowerCase(Locale.ROOT);
            throw new InspectionFault(FaultCode.IMG_01, name, "pixels of kind " + kind + " are not supported");
        }
        Mat mat = decoded;
        if (channels == 4) {
            mat = mats.empty();
            Imgproc.cvtColor(decoded, mat, Imgproc.COLOR_BGRA2BGR);
        }
        if (depth == CvType.CV_16U && channels > 1) {
            Mat narrow = mats.empty();
            mat.convertTo(narrow, CvType.CV_8U, 1 / 257.0);
            return narrow;
        }
        return mat;
    }

    private static byte[] encode(Image image, String extension, int... settings) {
        Natives.load();
        try (Mats mats = new Mats()) {
            Mat mat = mats.of(image);
            if (image.order() == PixelOrder.RGB8) {
                Imgproc.cvtColor(mat, mat, Imgproc.COLOR_RGB2BGR);
            } else if (image.order() == PixelOrder.GRAY16 && extension.equals(".jpg")) {
                Core.convertScaleAbs(mat, mat, 1 / 257.0);
            }
            MatOfByte out = new MatOfByte();
            mats.own(out);
            MatOfInt parameters = new MatOfInt(settings);
            mats.own(parameters);
            Imgcodecs.imencode(extension, mat, out, parameters);
            return out.toArray();
        }
    }
}
