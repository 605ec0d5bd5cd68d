package loupe.train.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import java.util.List;
import loupe.train.graph.ConvShape;

/** Layers that compute on [N,C,H,W] arrays and can be differentiated. Results belong to the input's memory scope. */
public final class TorchLayers implements Layers<NDArray> {
    static final float EPSILON = 1e-5f;

    /** Side of the kernel that doubles. */
    static final int UP = 3;

    private static final int ROWS = 2;
    private static final int COLUMNS = 3;

    /** The engine's number for it. */
    private static final int NEAREST = 0;

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
        Shape dilation = new Shape(shape.dilation(), shape.dilation());
        NDArray y = Conv2d.conv2d(x, kernel, bias, stride, padding, dilation, shape.groups())
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
    public NDArray leakyRelu(NDArray x, float slope) {
        return Activation.leakyRelu(x, slope);
    }

    @Override
    public NDArray add(NDArray a, NDArray b) {
        return a.add(b);
    }

    @Override
    public NDArray multiply(NDArray a, NDArray b) {
        return a.mul(b);
    }

    /** The engine has none: every pixel with zeros beside and below it, then a convolution, is the same. */
    @Override
    public NDArray convTranspose(NDArray x, String name, Channels channels) {
        Shape size = x.getShape();
        NDArray wide = NDArrays.stack(new NDList(x, x.zerosLike()), COLUMNS + 1)
                .reshape(size.get(0), size.get(1), size.get(ROWS), 2 * size.get(COLUMNS));
        NDArray sparse = NDArrays.stack(new NDList(wide, wide.zerosLike()), ROWS + 1)
                .reshape(size.get(0), size.get(1), 2 * size.get(ROWS), 2 * size.get(COLUMNS));
        return conv(sparse, name, new ConvShape(UP, 1, 1, 1), channels, false);
    }

    @Override
    public NDArray instanceNorm(NDArray x, int channels) {
        Shape plane = new Shape(x.getShape().get(ROWS), x.getShape().get(COLUMNS));
        NDArray ones = x.getManager().ones(plane);
        return LayerNorm.layerNorm(x, plane, ones, ones.zerosLike(), EPSILON).singletonOrThrow();
    }

    @Override
    public NDArray tanh(NDArray x) {
        return x.tanh();
    }

    @Override
    public NDArray clip(NDArray x, float low, float high) {
        return x.clip(low, high);
    }

    @Override
    public NDArray scale(NDArray x, float factor, float offset) {
        return Torch.times(x, factor).add(offset);
    }

    @Override
    public NDArray concat(List<NDArray> parts) {
        return NDArrays.concat(new NDList(parts), 1);
    }

    @Override
    public NDArray padReflect(NDArray x, int margin) {
        return mirrored(mirrored(x, ROWS, margin), COLUMNS, margin);
    }

    private static NDArray mirrored(NDArray x, int axis, int margin) {
        long size = x.getShape().get(axis);
        NDArray before = part(x, axis, 1, margin + 1L).flip(axis);
        NDArray after = part(x, axis, size - 1 - margin, size - 1).flip(axis);
        return NDArrays.concat(new NDList(before, x, after), axis);
    }

    private static NDArray part(NDArray x, int axis, long from, long to) {
        NDIndex index = new NDIndex();
        for (int i = 0; i < axis; i++) {
            index.addAllDim();
        }
        return x.get(index.addSliceDim(from, to));
    }

    @Override
    public NDArray halve(NDArray x) {
        Shape two = new Shape(2, 2);
        return Pool.maxPool2d(x, two, two, new Shape(0, 0), false);
    }

    @Override
    public NDArray twice(NDArray x) {
        long[] size = {2 * x.getShape().get(ROWS), 2 * x.getShape().get(COLUMNS)};
        return x.getNDArrayInternal().interpolation(size, NEAREST, false);
    }
}
