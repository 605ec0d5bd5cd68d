package loupe.domain;

/**
 * An axis-parallel rectangle in image pixels. The origin is the top left corner of the top left pixel, x grows to the
 * right, y downwards; a pixel covers the unit square right and below of its index.
 *
 * @param x left edge, pixels
 * @param y top edge, pixels
 * @param width pixels, &gt; 0
 * @param height pixels, &gt; 0
 */
public record Region(double x, double y, double width, double height) {
    public Region {
        if (!(width >= 0) || !(height >= 0) || !Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("region " + x + "," + y + " " + width + "×" + height);
        }
    }

    public Region translated(double dx, double dy) {
        return new Region(x + dx, y + dy, width, height);
    }

    /** True when every pixel of the rectangle, rounded to whole pixels, exists in an image of this size. */
    public boolean isWithin(int imageWidth, int imageHeight) {
        return Math.round(x) >= 0
                && Math.round(y) >= 0
                && Math.round(x + width) <= imageWidth
                && Math.round(y + height) <= imageHeight;
    }

    public boolean contains(double px, double py) {
        return px >= x && py >= y && px < x + width && py < y + height;
    }
}
