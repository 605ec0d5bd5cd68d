package loupe.domain;

/** How the bytes of an {@link Image} are laid out. Channel order is a value, never something to remember. */
public enum PixelOrder {
    /** One byte a pixel. */
    GRAY8(1, 1),
    /** Blue, green, red; OpenCV's native order. */
    BGR8(3, 3),
    /** Red, green, blue. */
    RGB8(3, 3),
    /** Two bytes a pixel, little endian, 0…65535. */
    GRAY16(2, 1);

    private final int bytesPerPixel;
    private final int channels;

    PixelOrder(int bytesPerPixel, int channels) {
        this.bytesPerPixel = bytesPerPixel;
        this.channels = channels;
    }

    public int bytesPerPixel() {
        return bytesPerPixel;
    }

    public int channels() {
        return channels;
    }
}
