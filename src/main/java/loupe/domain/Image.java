package loupe.domain;

import java.util.Arrays;

/**
 * Pixels on the Java heap: row-major, top row first, no padding between rows. Immutable by contract: whoever has
 * handed an image on never writes to {@code pixels} again. Equality is identity of content and is meant for tests.
 *
 * @param width pixels, ≥ 0 (0 only for {@link #NONE})
 * @param height pixels, ≥ 0
 * @param order layout of {@code pixels}
 * @param pixels exactly {@code width × height × order.bytesPerPixel()} bytes
 */
public record Image(int width, int height, PixelOrder order, byte[] pixels) {

    /** No picture: what an inspection holds when the camera gave none. */
    public static final Image NONE = new Image(0, 0, PixelOrder.GRAY8, new byte[0]);

    public Image {
        long expected = (long) width * height * order.bytesPerPixel();
        if (width < 0 || height < 0 || expected != pixels.length) {
            throw new IllegalArgumentException(
                    width + "×" + height + " " + order + " needs " + expected + " bytes, got " + pixels.length);
        }
    }

    public boolean isEmpty() {
        return pixels.length == 0;
    }

    /** The whole image as a region in its own pixel coordinates. */
    public Region bounds() {
        return new Region(0, 0, width, height);
    }

    /** Copies the part of this image under {@code region}, rounded to whole pixels and clipped to the image. */
    public Image crop(Region region) {
        int x0 = (int) Math.max(0, Math.round(region.x()));
        int y0 = (int) Math.max(0, Math.round(region.y()));
        int x1 = (int) Math.min(width, Math.round(region.x() + region.width()));
        int y1 = (int) Math.min(height, Math.round(region.y() + region.height()));
        if (x1 <= x0 || y1 <= y0) {
            throw new InspectionFault(FaultCode.REC_04, region, width + "×" + height);
        }
        if (x1 - x0 == width && y1 - y0 == height) {
            return this;
        }
        int bytes = order.bytesPerPixel();
        byte[] out = new byte[(x1 - x0) * (y1 - y0) * bytes];
        for (int y = y0; y < y1; y++) {
            System.arraycopy(pixels, (y * width + x0) * bytes, out, (y - y0) * (x1 - x0) * bytes, (x1 - x0) * bytes);
        }
        return new Image(x1 - x0, y1 - y0, order, out);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Image i
                && i.width == width
                && i.height == height
                && i.order == order
                && Arrays.equals(i.pixels, pixels);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(pixels) * 31 + width;
    }

    @Override
    public String toString() {
        return "Image[" + width + "×" + height + " " + order + "]";
    }
}
