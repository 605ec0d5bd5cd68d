package loupe.train.npad;

import loupe.train.backbone.Backbone;

/**
 * How N-pad is taught. The defaults suit a CPU.
 *
 * @param inputSize side of the network's square input, pixels; a multiple of 32
 * @param dimensions k, the features per cell after the projection
 * @param neighbourhood p, odd: side of the window of cells whose features describe a cell
 * @param largestMemory most centroids of a view at stride 8 (four times as many at stride 16); at least
 *     {@link #SMALLEST_MEMORY} are kept, if there are so many cells
 * @param folds parts of the good images that are held out in turn
 * @param dropFraction share of the good images, the worst by held-out score, that is left out at last; 0…0.2
 * @param seed of everything that is drawn
 */
public record NpadSettings(
        int inputSize,
        int dimensions,
        int neighbourhood,
        int largestMemory,
        int folds,
        double dropFraction,
        long seed) {
    static final int SMALLEST_MEMORY = 256;

    private static final int FINEST_STRIDE = 8;

    /** Fewer good images than this are refused. */
    public static final int FEWEST_IMAGES = 8;

    public static final NpadSettings DEFAULTS = new NpadSettings(256, 64, 3, 2048, 5, 0, 1);

    public NpadSettings {
        boolean sizes = inputSize >= 64 && inputSize % 32 == 0 && dimensions >= 1 && largestMemory >= 1;
        if (!sizes || neighbourhood < 1 || neighbourhood % 2 == 0 || folds < 2 || folds > FEWEST_IMAGES) {
            throw new IllegalArgumentException("settings " + inputSize + " " + dimensions + " " + neighbourhood);
        }
        if (!(dropFraction >= 0 && dropFraction <= 0.2)) {
            throw new IllegalArgumentException("dropFraction " + dropFraction);
        }
    }

    /** The defaults at the input size that suits a backbone. */
    public static NpadSettings suiting(Backbone backbone) {
        return DEFAULTS.withInputSize(backbone.card().inputSize());
    }

    public NpadSettings withInputSize(int size) {
        return new NpadSettings(size, dimensions, neighbourhood, largestMemory, folds, dropFraction, seed);
    }

    public NpadSettings withSeed(long newSeed) {
        return new NpadSettings(inputSize, dimensions, neighbourhood, largestMemory, folds, dropFraction, newSeed);
    }

    public NpadSettings withDropFraction(double fraction) {
        return new NpadSettings(inputSize, dimensions, neighbourhood, largestMemory, folds, fraction, seed);
    }

    /**
     * How many centroids a view has: a fifth of all its features, at most as many as the finest grid would have in the
     * same computing time.
     */
    int centroids(int images, int side) {
        int finest = inputSize / FINEST_STRIDE;
        long most = (long) largestMemory * finest * finest / ((long) side * side);
        long share = (long) images * side * side / 5;
        return (int) Math.min(most, Math.max(SMALLEST_MEMORY, share));
    }
}
