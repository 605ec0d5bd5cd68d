package loupe.train.cyclegan;

import loupe.train.gradient.Layers;
import loupe.train.gradient.Layers.Channels;
import loupe.train.graph.ConvShape;

/**
 * The 70 × 70 PatchGAN of Isola et al. (arXiv 1611.07004): says of every patch how real it looks, 0…1.
 *
 * @param name what its numbers' names begin with
 * @param filters channels of its first layer
 */
record Discriminator(String name, int filters) {
    private static final ConvShape HALF = new ConvShape(4, 2, 1, 1);
    private static final ConvShape SAME = new ConvShape(4, 1, 1, 1);
    private static final float SLOPE = 0.2f;

    /** @param picture RGB 0…1, [N,3,H,W], at least 32 × 32 */
    <T> T judge(Layers<T> layers, T picture) {
        T scaled = layers.scale(picture, 2, -1);
        T x = layers.conv(scaled, name + ".1", HALF, new Channels(3, filters), false);
        x = layers.leakyRelu(x, SLOPE);
        x = next(layers, x, ".2", HALF, filters);
        x = next(layers, x, ".3", HALF, 2 * filters);
        x = next(layers, x, ".4", SAME, 4 * filters);
        return layers.conv(x, name + ".5", SAME, new Channels(8 * filters, 1), false);
    }

    private <T> T next(Layers<T> layers, T x, String layer, ConvShape shape, int in) {
        T wider = layers.conv(x, name + layer, shape, new Channels(in, 2 * in), false);
        return layers.leakyRelu(layers.instanceNorm(wider, 2 * in), SLOPE);
    }
}
