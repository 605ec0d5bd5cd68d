package loupe.domain;

/**
 * One side of an image under overlapping tiles: where they begin, and how the cells of each tile's map weigh on one
 * grid of cells over the whole side. Tiles begin on whole cells wherever these are whole pixels, so that nothing is
 * interpolated there. A tile's weight is 0 in the outer quarter of an overlap, where the model saw its own padding, and
 * rises smoothly over the middle half; weights add up to 1 everywhere.
 */
final class TileSide {
    /** A tile weighs with at least so many cells of the grid, however coarse its map is. */
    private static final int FEWEST_CELLS = 8;

    private static final int LONGEST_STEP = 16;
    private static final double HAIR = 1e-6;

    private final int tile;
    private final int columns;
    private final double from;
    private final double seen;
    private final int[] starts;
    private final double cell;
    private final int cells;
    private final Span[] spans;

    /**
     * What one tile says of the grid.
     *
     * @param first cell of the grid
     * @param weights of the cells from there on
     * @param low column of the tile's map at or before each cell's centre
     * @param part how far the centre lies towards the next column, 0…1
     */
    record Span(int first, float[] weights, int[] low, float[] part) {}

    /**
     * Lays tiles along a side.
     *
     * @param length of the side, pixels
     * @param longest side of a tile, pixels
     * @param overlap share of a tile
     * @param columns of a tile's map
     * @param from where in a tile its map begins, pixels
     * @param seen how much of a tile its map covers, pixels
     */
    TileSide(int length, int longest, double overlap, int columns, double from, double seen) {
        this.tile = Math.min(longest, length);
        this.columns = columns;
        this.from = from;
        this.seen = seen;
        double own = seen / columns;
        double useful = Math.min(tile, from + seen) - Math.max(0, from);
        this.starts = starts(length, tile, useful - overlap * tile, step(own));
        this.cell = own / Math.max(1, Math.ceil(own * FEWEST_CELLS / tile - HAIR));
        double end = starts[starts.length - 1] + seen;
        this.cells = (int) Math.ceil(end / cell - HAIR);
        this.spans = new Span[starts.length];
        double[][] weights = normalised();
        for (int i = 0; i < spans.length; i++) {
            spans[i] = span(i, weights[i]);
        }
    }

    /** How many tiles lie along a side whose tiles are seen wholly. */
    static int places(int length, int longest, double overlap) {
        int tile = Math.min(longest, length);
        return places(length - tile, tile * (1 - overlap));
    }

    private static int places(int free, double stride) {
        return 1 + (int) Math.ceil(free / Math.max(1, stride) - HAIR);
    }

    /** The shortest way, in whole pixels, that is also a whole number of cells; 1 where it would be long. */
    private int step(double own) {
        for (int count = 1; count * own <= LONGEST_STEP; count++) {
            double pixels = count * own;
            if (pixels >= 1 && Math.abs(pixels - Math.rint(pixels)) < HAIR) {
                return (int) Math.rint(pixels);
            }
        }
        return 1;
    }

    private static int[] starts(int length, int tile, double stride, int step) {
        int free = length - tile;
        double whole = Math.max(step, Math.floor(stride / step + HAIR) * step);
        int[] starts = new int[places(free, whole)];
        for (int i = 0; i < starts.length; i++) {
            double even = starts.length == 1 ? 0 : (double) free * i / (starts.length - 1);
            starts[i] = (int) Math.min(free, Math.ceil(even / step - HAIR) * step);
        }
        return starts;
    }

    private double[][] normalised() {
        double[][] weights = new double[starts.length][cells];
        for (int g = 0; g < cells; g++) {
            double x = from + (g + 0.5) * cell;
            double sum = 0;
            for (int i = 0; i < starts.length; i++) {
                weights[i][g] = rise(i, x) * fall(i, x);
                sum += weights[i][g];
            }
            for (double[] tileWeights : weights) {
                tileWeights[g] /= sum;
            }
        }
        return weights;
    }

    private double rise(int i, double x) {
        return i == 0 ? 1 : ramp(x - starts[i] - from, starts[i - 1] + seen - starts[i]);
    }

    private double fall(int i, double x) {
        return i == starts.length - 1 ? 1 : 1 - ramp(x - starts[i + 1] - from, starts[i] + seen - starts[i + 1]);
    }

    /** From 0 to 1 over the middle half of an overlap. */
    private static double ramp(double inside, double overlap) {
        if (overlap <= 0) {
            return inside >= 0 ? 1 : 0;
        }
        double t = Math.max(0, Math.min(1, 2 * inside / overlap - 0.5));
        return t * t * (3 - 2 * t);
    }

    private Span span(int i, double[] weights) {
        int first = 0;
        while (weights[first] == 0) {
            first++;
        }
        int end = cells;
        while (weights[end - 1] == 0) {
            end--;
        }
        Span span = new Span(first, new float[end - first], new int[end - first], new float[end - first]);
        for (int g = first; g < end; g++) {
            double at = ((g + 0.5) * cell - starts[i]) * columns / seen - 0.5;
            double snapped = Math.abs(at - Math.rint(at)) < HAIR ? Math.rint(at) : at;
            double inside = Math.max(0, Math.min(columns - 1.0, snapped));
            int low = (int) inside;
            span.weights[g - first] = (float) weights[g];
            span.low[g - first] = low;
            span.part[g - first] = (float) (inside - low);
        }
        return span;
    }

    int count() {
        return starts.length;
    }

    /** First pixel of a tile. */
    int start(int i) {
        return starts[i];
    }

    /** Pixels of every tile. */
    int tile() {
        return tile;
    }

    int columns() {
        return columns;
    }

    /** Cells of the grid. */
    int cells() {
        return cells;
    }

    /** Pixels of a cell of the grid. */
    double cell() {
        return cell;
    }

    /** First pixel that the grid covers. */
    double origin() {
        return from;
    }

    Span span(int i) {
        return spans[i];
    }
}
