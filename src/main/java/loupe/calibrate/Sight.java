package loupe.calibrate;

/**
 * Whether a defect is large enough to be seen at all, from sizes alone: in the image, after the image was shrunk to the
 * model's input, and on the grid of the model's map. Enough says nothing of contrast; {@link Detectability} measures
 * that.
 *
 * @param defect narrowest side of the smallest defect, image pixels; &gt; 0
 * @param scale image pixels a side that become one pixel of the model's input, on the side where they are more; &gt; 0
 * @param cell image pixels a side under one cell of the model's map, on the side where they are more; &gt; 0
 */
public record Sight(double defect, double scale, double cell) {
    /** Pixels that a defect has to have where the model looks: two resolve it (Nyquist), four leave it its contrast. */
    public static final double ENOUGH = 4;

    /** With fewer it is mixed with its surroundings wherever it lies. */
    public static final double FEWEST = 2;

    /** Cells of the map: under less than half of one a defect does not govern what is said there. */
    public static final double LEAST_CELLS = 0.5;

    private static final double HAIR = 1e-9;

    /** What to expect. */
    public enum Standing {
        SEES,
        DOUBTFUL,
        BLIND
    }

    public Sight {
        if (!isSize(defect) || !isSize(scale) || !isSize(cell)) {
            throw new IllegalArgumentException("a defect of " + defect + " at " + scale + ", cells of " + cell);
        }
    }

    private static boolean isSize(double pixels) {
        return pixels > 0 && pixels < Double.POSITIVE_INFINITY;
    }

    /** Pixels of the defect where the model looks; enlarging adds none. */
    public double modelPixels() {
        return defect / Math.max(1, scale);
    }

    /** Cells of the model's map that the defect covers, a side. */
    public double cells() {
        return defect / cell;
    }

    public Standing standing() {
        if (Math.max(1, scale) <= largestScale() * (1 + HAIR)) {
            return Standing.SEES;
        }
        return modelPixels() < FEWEST ? Standing.BLIND : Standing.DOUBTFUL;
    }

    /** The largest scale at which the defect is seen; below 1 the camera itself shows too little. */
    public double largestScale() {
        return Math.min(defect / ENOUGH, defect * scale / (cell * LEAST_CELLS));
    }

    /** True when tiles or a region would make the difference. */
    public boolean tilesHelp() {
        return standing() != Standing.SEES && largestScale() >= 1 - HAIR;
    }

    /** How much closer the camera must come, or how many times more pixels a side it needs; 1 = close enough. */
    public double closer() {
        return Math.max(1, 1 / largestScale());
    }

    /** The longest side of a tile or region that shows enough, pixels, for an input of so many pixels. */
    public int longest(int input) {
        return (int) Math.floor(input * Math.max(1, largestScale()) + HAIR);
    }
}
