package loupe.train.npad;

import java.util.List;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.imaging.defect.Corrupted;
import loupe.imaging.defect.SyntheticDefects;
import loupe.train.TeachingImages;

/** Good images with synthetic defects painted in. */
final class Synthetic {
    private static final int SMALLEST = 16;

    private Synthetic() {}

    /**
     * Loads good images and paints on them; those that cannot be painted on (16 bits, tiny) are left out.
     */
    static List<Drawn> draw(List<Order> orders, TeachingImages images, long seed) {
        List<Good> good = orders.stream()
                .flatMap(o -> images.load(o.index()).map(image -> new Good(o, image)).stream())
                .filter(g -> g.image.order() != PixelOrder.GRAY16)
                .filter(g -> Math.min(g.image.width(), g.image.height()) >= SMALLEST)
                .toList();
        SyntheticDefects defects = new SyntheticDefects(seed);
        return good.parallelStream()
                .map(g -> new Drawn(g.order.at(), defects.corrupt(g.image, g.order.painting())))
                .toList();
    }

    /**
     * What to paint.
     *
     * @param painting number of the painting: another number, other defects
     * @param at which of the images that are taught from
     * @param index its place in the sequence
     */
    record Order(int painting, int at, int index) {}

    private record Good(Order order, Image image) {}

    /**
     * One painted image.
     *
     * @param at which of the images that are taught from
     * @param corrupted image and mask
     */
    record Drawn(int at, Corrupted corrupted) {
        Image image() {
            return corrupted.image();
        }

        /** Share of every map cell that was painted over, row-major. */
        float[] coverage(int mapSide) {
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
}
