package loupe.imaging;

import java.nio.file.Path;
import loupe.domain.Image;

/** Ground truth masks: every pixel above 0 in any channel is defect. Any thread; no state. */
public final class Masks {
    private Masks() {}

    /**
     * A mask at image size; another size is brought to it by the nearest pixel.
     *
     * @return {@code width × height} values, row-major, true = defect
     * @throws loupe.domain.InspectionFault IMG-xx as {@link ImageCodec#read}
     */
    public static boolean[] read(Path file, int width, int height) {
        return of(ImageCodec.read(file), width, height);
    }

    /**
     * Whether anything is marked.
     *
     * @throws loupe.domain.InspectionFault IMG-xx as {@link ImageCodec#read}
     */
    public static boolean showDefect(Path file) {
        for (byte b : ImageCodec.read(file).pixels()) {
            if (b != 0) {
                return true;
            }
        }
        return false;
    }

    static boolean[] of(Image image, int width, int height) {
        boolean[] mask = new boolean[width * height];
        byte[] pixels = image.pixels();
        int bytes = image.order().bytesPerPixel();
        for (int y = 0; y < height; y++) {
            int row = (int) ((2L * y + 1) * image.height() / (2L * height)) * image.width();
            for (int x = 0; x < width; x++) {
                int at = (row + (int) ((2L * x + 1) * image.width() / (2L * width))) * bytes;
                boolean defect = false;
                for (int k = 0; k < bytes; k++) {
                    defect |= pixels[at + k] != 0;
                }
                mask[y * width + x] = defect;
            }
        }
        return mask;
    }
}
