package loupe.train.repair;

import loupe.train.gradient.Layers;

/** A network that makes a picture good: RGB 0…1 [N,3,H,W] in and out, of any size that its pooling divides. */
public interface RepairNetwork {
    /** Describes it. What comes out may leave 0…1; who looks at it clips. */
    <T> T repair(Layers<T> layers, T picture);

    /**
     * Mirrored pixels around a whole picture, cut off again from what comes out: what a network makes of zeros beyond
     * the border stays outside.
     */
    default int margin() {
        return 0;
    }

    /**
     * Whether the file shows it the picture and its mirror image, and takes the mean of both answers: what it merely
     * fails to draw differs from time to time, a defect does not (geometric self-ensemble, Timofte et al., CVPR 2016).
     */
    default boolean isAskedTwice() {
        return false;
    }
}
