package loupe.train.gradient;

import ai.djl.ndarray.NDArray;

/** Squared errors of pictures, corrupted and other regions each counted as a whole (Bauer et al., arXiv 2206.11723). */
public final class RegionError {
    private RegionError() {}

    /**
     * Half the mean over what is uncorrupted plus half the mean over what is corrupted: small regions count like large
     * ones. Without any corruption the plain mean.
     *
     * @param seen [N,3,H,W]
     * @param wanted the same shape
     * @param mask [N,1,H,W], 1 = corrupted
     */
    public static NDArray of(NDArray seen, NDArray wanted, NDArray mask) {
        return mean(seen.sub(wanted).square().mean(new int[] {1}, true), mask);
    }

    /**
     * The same of any error.
     *
     * @param error [N,1,H,W]
     */
    public static NDArray mean(NDArray error, NDArray mask) {
        NDArray size = mask.sum();
        if (size.getFloat() == 0) {
            return error.mean();
        }
        NDArray others = mask.neg().add(1);
        NDArray inside = error.mul(mask).sum().div(size);
        return Torch.times(inside.add(error.mul(others).sum().div(others.sum())), 0.5);
    }
}
