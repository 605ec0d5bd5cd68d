package loupe.train.npad;

import java.util.Optional;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.imaging.defect.Corrupted;
import loupe.imaging.defect.SyntheticDefects;

/**
 * A held-out good image with synthetic defects, as the detector's first part sees it.
 *
 * @param features {@code [cells][k]}
 * @param coverage share of every map cell that was painted over, row-major
 */
record Synthetic(float[] features, float[] coverage) {
    private static final int SMALLEST = 16;

    /** Paints, extracts; empty for images that cannot be painted on (16 bits, tiny). */
    static Optional<Synthetic> paint(Image good, long seed, int index, Features network, int mapSide) {
        if (good.order() == PixelOrder.GRAY16 || Math.min(good.width(), good.height()) < SMALLEST) {
            return Optional.empty();
        }
        Corrupted corrupted = new SyntheticDefects(seed).corrupt(good, index);
        return Optional.of(new Synthetic(network.of(corrupted.image()), coverage(corrupted, mapSide)));
    }

    private static float[] coverage(Corrupted corrupted, int mapSide) {
        int width = corrupted.image().width();
        int height = corrupted.image().height();
        float[] painted = new float[mapSide * mapSide];
        float[] pixels = new float[mapSide * mapSide];
        for (int y = 0; y < height; y++) {
            int row = y * mapSide / height * mapSide;
            for (int x = 0; x < width; x++) {
                int cell = row + x * mapSide / width;
                pixels[cell]++;
                painted[cell] += corrupted.mask()[y * width + x] == 0 ? 0 : 1;
            }
        }
        for (int i = 0; i < painted.length; i++) {
            painted[i] /= Math.max(1, pixels[i]);
        }
        return painted;
    }
}
