package loupe.train.autoencoder;

import java.util.ArrayList;
import java.util.List;
import loupe.train.gradient.Layers;
import loupe.train.gradient.Layers.Channels;
import loupe.train.graph.ConvShape;
import loupe.train.repair.RepairNetwork;

/**
 * The network of Bauer et al. in our sizes: two convolutions a level with pooling between them, blocks of stacked
 * dilated convolutions at the lowest level, and the way up again. No skip connection leads around the bottleneck, or
 * defects would take it. For speed the finest level has one convolution each way, channels are made fewer before the
 * picture grows, and borders are padded with zeros: mirroring them took a quarter of the time.
 *
 * @param name of the size
 * @param widths channels of the levels, the finest first
 * @param blocks of dilated convolutions
 * @param dilations of one block; their results are concatenated
 * @param keeps true = what comes out is a mixture of what was made and what came in, the network says place by place
 *     how much of each; false = what was made
 */
public record AutoencoderNetwork(String name, List<Integer> widths, int blocks, List<Integer> dilations, boolean keeps)
        implements RepairNetwork {
    public AutoencoderNetwork {
        widths = List.copyOf(widths);
        dilations = List.copyOf(dilations);
    }

    /** A quarter of a million numbers: for a processor. */
    static final AutoencoderNetwork SMALL =
            new AutoencoderNetwork("small", List.of(16, 32, 64), 3, List.of(1, 2, 4, 8, 16), true);

    /** About ten million numbers: for a graphics processor. */
    static final AutoencoderNetwork FULL =
            new AutoencoderNetwork("full", List.of(48, 96, 192, 384), 4, List.of(1, 2, 4, 8, 16), true);

    private static final int MARGIN = 16;
    private static final ConvShape THREE = ConvShape.same(3, 1);
    private static final ConvShape ONE = ConvShape.valid(1);

    @Override
    public int margin() {
        return MARGIN;
    }

    @Override
    public boolean isAskedTwice() {
        return true;
    }

    @Override
    public <T> T repair(Layers<T> layers, T picture) {
        T x = layers.scale(picture, 2, -1);
        int channels = 3;
        for (int level = 0; level < widths.size(); level++) {
            int wide = widths.get(level);
            String name = "down" + level;
            T scaled = level == 0 ? x : layers.halve(x);
            x = unit(layers, scaled, name + ".first", THREE, new Channels(channels, wide));
            x = level == 0 ? x : unit(layers, x, name + ".second", THREE, new Channels(wide, wide));
            channels = wide;
        }
        for (int block = 0; block < blocks; block++) {
            x = dilated(layers, x, "block" + block, channels);
        }
        for (int level = widths.size() - 2; level >= 0; level--) {
            int wide = widths.get(level);
            T narrow = unit(layers, x, "up" + level + ".first", ONE, new Channels(channels, wide));
            x = unit(layers, layers.twice(narrow), "up" + level + ".second", THREE, new Channels(wide, wide));
            channels = wide;
        }
        T made = layers.scale(layers.conv(x, "picture", ONE, new Channels(channels, 3), false), 0.5f, 0.5f);
        if (!keeps) {
            return made;
        }
        T half = layers.tanh(layers.conv(x, "keep", ONE, new Channels(channels, 1), false));
        T removed = layers.add(picture, layers.scale(made, -1, 0));
        return layers.add(made, layers.multiply(layers.scale(half, 0.5f, 0.5f), removed));
    }

    /** Everything that comes out was made by the network: without corruptions it would only learn to keep. */
    AutoencoderNetwork plain() {
        return new AutoencoderNetwork(name, widths, blocks, dilations, false);
    }

    private static <T> T unit(Layers<T> layers, T x, String name, ConvShape shape, Channels channels) {
        return layers.relu(layers.conv(x, name, shape, channels, true));
    }

    /** Every dilation has a quarter of the channels; a 1 × 1 convolution joins them and is added to what came in. */
    private <T> T dilated(Layers<T> layers, T x, String name, int channels) {
        int each = channels / 4;
        List<T> parts = new ArrayList<>();
        for (int dilation : dilations) {
            parts.add(unit(
                    layers, x, name + ".by" + dilation, ConvShape.same(3, dilation), new Channels(channels, each)));
        }
        Channels joined = new Channels(each * dilations.size(), channels);
        T mixed = layers.conv(layers.concat(parts), name + ".join", ONE, joined, true);
        return layers.relu(layers.add(x, mixed));
    }
}
