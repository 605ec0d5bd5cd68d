package loupe.soak;

import java.util.OptionalInt;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.domain.Region;

/**
 * A number written into the pixels of a picture, so that its way can be followed without trusting anybody's counter: a
 * strip of 40 black and white blocks above the picture, 32 bits of number and 8 of check, large enough for JPEG.
 */
final class SerialMark {
    /** Pixels that the strip adds at the top. */
    static final int HEIGHT = 16;

    private static final int BITS = 40;
    private static final int CHANNELS = 3;
    private static final int WHITE = 235;
    private static final int BLACK = 20;
    /** So that a picture without a strip that is black at the top is not number 0. */
    private static final int DARK = 0x5a;

    private SerialMark() {}

    /** The picture with the strip above it; BGR8, at least 40 pixels wide. */
    static Image stamped(Image part, int serial) {
        int width = part.width();
        int row = width * CHANNELS;
        byte[] pixels = new byte[row * (part.height() + HEIGHT)];
        long word = word(serial);
        for (int x = 0; x < width; x++) {
            int bit = Math.min(BITS - 1, x / block(width));
            byte value = (byte) ((word >>> bit & 1) == 1 ? WHITE : BLACK);
            for (int c = 0; c < CHANNELS; c++) {
                pixels[x * CHANNELS + c] = value;
            }
        }
        for (int y = 1; y < HEIGHT; y++) {
            System.arraycopy(pixels, 0, pixels, y * row, row);
        }
        System.arraycopy(part.pixels(), 0, pixels, HEIGHT * row, row * part.height());
        return new Image(width, part.height() + HEIGHT, part.order(), pixels);
    }

    /** The number; empty when the strip is damaged or there is none. */
    static OptionalInt read(Image image) {
        if (image.order() != PixelOrder.BGR8 || image.height() < HEIGHT || image.width() < BITS) {
            return OptionalInt.empty();
        }
        int block = block(image.width());
        long word = 0;
        for (int bit = 0; bit < BITS; bit++) {
            int x = bit * block + block / 2;
            int grey = image.pixels()[(HEIGHT / 2 * image.width() + x) * CHANNELS + 1] & 0xff;
            word |= grey > 127 ? 1L << bit : 0;
        }
        int serial = (int) word;
        return word == word(serial) ? OptionalInt.of(serial) : OptionalInt.empty();
    }

    /** What is inspected: everything below the strip. */
    static Region below(int width, int height) {
        return new Region(0, HEIGHT, width, height);
    }

    private static int block(int width) {
        return width / BITS;
    }

    private static long word(int serial) {
        int check = ((serial * 0x9E3779B1) >>> 24) ^ DARK;
        return ((long) check << 32) | (serial & 0xffffffffL);
    }
}
