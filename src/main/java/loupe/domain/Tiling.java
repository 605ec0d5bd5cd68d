package loupe.domain;

/**
 * A large image is inspected in tiles of one size, so that the model sees it at the resolution of the camera instead of
 * shrunk to its input. Tiles lie evenly and wholly inside the image; one that is smaller than a tile is one tile.
 *
 * @param width of a tile, image pixels, {@link #SMALLEST}…{@link #LARGEST}
 * @param height of a tile, image pixels
 * @param overlap smallest share of a tile's side that it has in common with its neighbour, 0…0.5
 */
public record Tiling(int width, int height, double overlap) {
    /** Shortest side of a tile, pixels. */
    public static final int SMALLEST = 16;

    /** Longest side of a tile, pixels. */
    public static final int LARGEST = 8192;

    /** The overlap where nobody chose another. */
    public static final double USUAL_OVERLAP = 0.25;

    public Tiling {
        if (!isSide(width) || !isSide(height) || !(overlap >= 0 && overlap <= 0.5)) {
            throw new IllegalArgumentException("tiles of " + width + "×" + height + " with overlap " + overlap);
        }
    }

    private static boolean isSide(int pixels) {
        return pixels >= SMALLEST && pixels <= LARGEST;
    }

    /**
     * Tiles as large as a model's input, times {@code scale}: 1 shows it every pixel of the camera, 2 half of them.
     *
     * @param scale 0.25…16; sides come within {@link #SMALLEST}…{@link #LARGEST}
     */
    public static Tiling of(int inputWidth, int inputHeight, double scale, double overlap) {
        if (!(scale >= 0.25 && scale <= 16)) {
            throw new IllegalArgumentException("tiles of " + scale + " times the model's input");
        }
        return new Tiling(side(inputWidth * scale), side(inputHeight * scale), overlap);
    }

    private static int side(double pixels) {
        return (int) Math.max(SMALLEST, Math.min(LARGEST, Math.round(pixels)));
    }

    /** How many tiles an image of this size has, where the model looks at all of a tile. */
    public long count(int imageWidth, int imageHeight) {
        return (long) TileSide.places(imageWidth, width, overlap) * TileSide.places(imageHeight, height, overlap);
    }
}
