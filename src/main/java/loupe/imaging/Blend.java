package loupe.imaging;

/** Arithmetic on pixels 0xAARRGGBB as a BGRA buffer holds them (little endian); all opaque. */
final class Blend {
    private static final int RED_BLUE = 0x00ff00ff;
    private static final int GREEN = 0x0000ff00;

    private Blend() {}

    /**
     * Lays a colour over a pixel.
     *
     * @param alpha 0 = the pixel stays … 256 = the colour covers it
     */
    static int over(int pixel, int colour, int alpha) {
        int keep = 256 - alpha;
        int redBlue = ((pixel & RED_BLUE) * keep + (colour & RED_BLUE) * alpha) >>> 8;
        int green = ((pixel & GREEN) * keep + (colour & GREEN) * alpha) >>> 8;
        return 0xff000000 | (redBlue & RED_BLUE) | (green & GREEN);
    }

    /** A line of a given half width with a soft edge, as alpha 0…256, at a distance from its middle, in pixels. */
    static int line(float distance, float halfWidth, float opacity) {
        float cover = Math.min(1, Math.max(0, halfWidth + 0.5f - distance));
        return (int) (cover * opacity * 256);
    }
}
