package loupe.imaging;

/**
 * How a heat map looks.
 *
 * @param opacity of the hottest places, 0 = no heat … 1 = hides the image
 * @param palette colours over the range 0…2 of the display scale: its middle is the limit
 * @param contour whether a line is drawn around the places above {@code contourLevel}
 * @param contourLevel in units of the display scale; 1 = the pixel threshold
 * @param classColours whether a map that tells classes apart is painted in {@link ClassColours} instead
 */
public record HeatMapStyle(
        double opacity, Palette palette, boolean contour, double contourLevel, boolean classColours) {
    /** Turbo with a contour at the limit. */
    public static final HeatMapStyle DEFAULT = new HeatMapStyle(0.58, Palette.TURBO, true, 1, true);

    /** Highest value of the display scale that has a colour of its own. */
    public static final double TOP = 2;

    public HeatMapStyle {
        if (!(opacity >= 0 && opacity <= 1) || !Double.isFinite(contourLevel)) {
            throw new IllegalArgumentException("opacity " + opacity + ", contour at " + contourLevel);
        }
    }

    public HeatMapStyle withOpacity(double other) {
        return new HeatMapStyle(other, palette, contour, contourLevel, classColours);
    }

    public HeatMapStyle withPalette(Palette other) {
        return new HeatMapStyle(opacity, other, contour, contourLevel, classColours);
    }

    public HeatMapStyle withContour(boolean shown) {
        return new HeatMapStyle(opacity, palette, shown, contourLevel, classColours);
    }

    public HeatMapStyle withClassColours(boolean shown) {
        return new HeatMapStyle(opacity, palette, contour, contourLevel, shown);
    }

    /** For legends: the colour of a display value, 0 = median good, 1 = limit, {@link #TOP} = end. */
    public int argb(double value) {
        return palette.argb(value / TOP);
    }
}
