package loupe.train.cyclegan;

import loupe.train.gradient.Layers;
import loupe.train.gradient.Layers.Channels;
import loupe.train.graph.ConvShape;
import loupe.train.repair.RepairNetwork;

/**
 * The residual generator of Bougaham et al. (Johnson et al., arXiv 1603.08155): 7 × 7 convolution, twice down, residual
 * blocks, twice up, 7 × 7 convolution, tanh; instance normalisation throughout.
 *
 * @param name what its numbers' names begin with
 * @param filters channels at full size
 * @param blocks residual blocks at a quarter of the size
 */
record Generator(String name, int filters, int blocks) implements RepairNetwork {
    private static final ConvShape SEVEN = ConvShape.valid(7);
    private static final ConvShape THREE = ConvShape.valid(3);
    private static final ConvShape DOWN = new ConvShape(3, 2, 1, 1);

    @Override
    public <T> T repair(Layers<T> layers, T picture) {
        int wide = 4 * filters;
        T x = layers.padReflect(layers.scale(picture, 2, -1), 3);
        x = normal(layers, layers.conv(x, name + ".in", SEVEN, new Channels(3, filters), false), filters);
        x = normal(
                layers, layers.conv(x, name + ".down1", DOWN, new Channels(filters, 2 * filters), false), 2 * filters);
        x = normal(layers, layers.conv(x, name + ".down2", DOWN, new Channels(2 * filters, wide), false), wide);
        for (int i = 0; i < blocks; i++) {
            x = block(layers, x, name + ".block" + i, wide);
        }
        x = normal(layers, layers.convTranspose(x, name + ".up1", new Channels(wide, 2 * filters)), 2 * filters);
        x = normal(layers, layers.convTranspose(x, name + ".up2", new Channels(2 * filters, filters)), filters);
        T made = layers.conv(layers.padReflect(x, 3), name + ".out", SEVEN, new Channels(filters, 3), false);
        return layers.scale(layers.tanh(made), 0.5f, 0.5f);
    }

    private static <T> T normal(Layers<T> layers, T x, int channels) {
        return layers.relu(layers.instanceNorm(x, channels));
    }

    private static <T> T block(Layers<T> layers, T x, String name, int channels) {
        Channels same = new Channels(channels, channels);
        T first = normal(layers, layers.conv(layers.padReflect(x, 1), name + ".first", THREE, same, false), channels);
        T second = layers.conv(layers.padReflect(first, 1), name + ".second", THREE, same, false);
        return layers.add(x, layers.instanceNorm(second, channels));
    }
}
