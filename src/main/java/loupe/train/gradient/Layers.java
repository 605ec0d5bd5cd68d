package loupe.train.gradient;

import loupe.train.graph.ConvShape;

/**
 * The operations a network is described with. One description serves training ({@link TorchLayers}) and export
 * ({@link GraphLayers}), so that the two cannot differ.
 *
 * @param <T> what flows through the network
 */
public interface Layers<T> {
    /**
     * A convolution by name.
     *
     * @param channels that go in and come out
     * @param normalised true = followed by batch normalisation (which export folds in), false = with a bias
     */
    T conv(T x, String name, ConvShape shape, Channels channels, boolean normalised);

    /** Channels that go in and come out. */
    record Channels(int in, int out) {}

    T relu(T x);

    T add(T a, T b);
}
