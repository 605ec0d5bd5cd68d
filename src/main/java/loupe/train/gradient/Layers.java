package loupe.train.gradient;

import java.util.List;
import java.util.Optional;
import loupe.train.graph.ConvShape;

/**
 * The operations a network is described with. One description serves training ({@link TorchLayers}) and export
 * ({@link GraphLayers}), so that the two cannot differ.
 *
 * @param <T> what flows through the network, [N,C,H,W]
 */
public interface Layers<T> {
    /**
     * A convolution by name.
     *
     * @param channels that go in and come out
     * @param normalised true = followed by batch normalisation (which export folds in), false = with a bias
     */
    T conv(T x, String name, ConvShape shape, Channels channels, boolean normalised);

    /**
     * A convolution with batch normalisation, then ReLU.
     *
     * @param plus is added before the ReLU
     */
    default T rectified(T x, Optional<T> plus, String name, ConvShape shape, Channels channels) {
        T y = conv(x, name, shape, channels, true);
        return relu(plus.map(p -> add(p, y)).orElse(y));
    }

    /** Channels that go in and come out. */
    record Channels(int in, int out) {}

    /** A transposed 3 × 3 convolution with a bias that doubles height and width. */
    T convTranspose(T x, String name, Channels channels);

    /** Every channel of every picture to mean 0 and variance 1, without anything to learn. */
    T instanceNorm(T x, int channels);

    T relu(T x);

    /** {@code x} above zero, {@code slope · x} below. */
    T leakyRelu(T x, float slope);

    T tanh(T x);

    /** {@code x} limited to {@code low}…{@code high}. */
    T clip(T x, float low, float high);

    T add(T a, T b);

    /** Value by value; one channel of {@code a} may stand for all of {@code b}. */
    T multiply(T a, T b);

    /** {@code x · factor + offset}, every value. */
    T scale(T x, float factor, float offset);

    /** Channels one after the other. */
    T concat(List<T> parts);

    /** Mirrors {@code margin} pixels on every side without repeating the border; less than height and width. */
    T padReflect(T x, int margin);

    /** The largest of every 2 × 2 pixels: half as high and wide. */
    T halve(T x);

    /** Every pixel four times: twice as high and wide. */
    T twice(T x);
}
