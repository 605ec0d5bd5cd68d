package loupe.train.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import loupe.train.graph.ConvShape;

/** Layers that compute on [N,C,H,W] arrays and can be differentiated. Results belong to the input's memory scope. */
public final class TorchLayers implements Layers<NDArray> {
    static final float EPSILON = 1e-5f;

    /** Share of a running statistic that one step keeps. */
    private static final float KEPT = 0.9f;

    private final Weights weights;
    private final boolean training;

    /** @param training true = normalise by the batch and renew the running statistics */
    public TorchLayers(Weights weights, boolean training) {
        this.weights = weights;
        this.training = training;
    }

    @Override
    public NDArray conv(NDArray x, String name, ConvShape shape, Channels channels, boolean normalised) {
        int out = channels.out();
        NDArray kernel = weights.kernel(
                name + ".kernel", new Shape(out, channels.in() / shape.groups(), shape.kernel(), shape.kernel()));
        NDArray bias = normalised ? null : weights.vector(name + ".bias", out, 0);
        Shape stride = new Shape(shape.stride(), shape.stride());
        Shape padding = new Shape(shape.padding(), shape.padding());
        NDArray y = Conv2d.conv2d(x, kernel, bias, stride, padding, new Shape(1, 1), shape.groups())
                .singletonOrThrow();
        return normalised ? normalise(y, name, out) : y;
    }

    private NDArray normalise(NDArray x, String name, int channels) {
        NDArray gamma = weights.vector(name + ".gamma", channels, 1);
        NDArray beta = weights.vector(name + ".beta", channels, 0);
        NDArray mean = weights.statistic(name + ".mean", channels, 0);
        NDArray variance = weights.statistic(name + ".variance", channels, 1);
        return BatchNorm.batchNorm(x, mean, variance, gamma, beta, 1, KEPT, EPSILON, training)
                .singletonOrThrow();
    }

    @Override
    public NDArray relu(NDArray x) {
        return Activation.relu(x);
    }

    @Override
    public NDArray add(NDArray a, NDArray b) {
        return a.add(b);
    }
}
