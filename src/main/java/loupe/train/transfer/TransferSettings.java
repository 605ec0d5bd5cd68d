package loupe.train.transfer;

import loupe.train.backbone.Backbone;

/**
 * How a transfer classifier is taught.
 *
 * @param inputSize side of the network's square input, pixels; a multiple of 32
 * @param seed of everything that is drawn
 * @param anyPose true when a part may lie turned or mirrored: every image is then learned in all eight poses (four
 *     when it is not square)
 */
public record TransferSettings(int inputSize, long seed, boolean anyPose) {
    /** Fewer good images than this are refused. */
    public static final int FEWEST_GOOD = 8;

    /** Fewer defects than this are refused: some are held out in turn. */
    public static final int FEWEST_DEFECTS = 3;

    static final int FOLDS = 5;

    public TransferSettings {
        if (inputSize < 64 || inputSize % 32 != 0) {
            throw new IllegalArgumentException("input size " + inputSize);
        }
    }

    /** Upright parts, at the input size that suits a backbone. */
    public static TransferSettings suiting(Backbone backbone) {
        return new TransferSettings(backbone.card().inputSize(), 1, false);
    }
}
