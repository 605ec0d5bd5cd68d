package loupe.train.gradient;

import java.util.List;
import java.util.Map;
import loupe.train.graph.ConvShape;
import loupe.train.graph.GraphWriter;
import loupe.train.graph.PictureNodes;
import loupe.train.graph.Tensor;

/** Layers that write ONNX nodes, with batch normalisation folded into the convolutions before it. */
public final class GraphLayers implements Layers<Tensor> {
    private final GraphWriter graph;
    private final PictureNodes pictures;
    private final Map<String, float[]> values;

    /** @param values from {@link Weights#values} */
    public GraphLayers(GraphWriter graph, Map<String, float[]> values) {
        this.graph = graph;
        this.pictures = new PictureNodes(graph);
        this.values = values;
    }

    @Override
    public Tensor conv(Tensor x, String name, ConvShape shape, Channels channels, boolean normalised) {
        float[] kernel = values.get(name + ".kernel").clone();
        float[] bias = normalised ? fold(name, kernel) : values.get(name + ".bias");
        int side = shape.kernel();
        Tensor w = graph.floats(kernel, channels.out(), channels.in() / shape.groups(), side, side);
        return graph.conv(x, w, graph.floats(bias, channels.out()), shape);
    }

    private float[] fold(String name, float[] kernel) {
        float[] gamma = values.get(name + ".gamma");
        float[] beta = values.get(name + ".beta");
        float[] mean = values.get(name + ".mean");
        float[] variance = values.get(name + ".variance");
        float[] bias = new float[gamma.length];
        int each = kernel.length / gamma.length;
        for (int c = 0; c < gamma.length; c++) {
            double factor = gamma[c] / Math.sqrt((double) variance[c] + TorchLayers.EPSILON);
            for (int i = c * each; i < (c + 1) * each; i++) {
                kernel[i] = (float) (kernel[i] * factor);
            }
            bias[c] = (float) (beta[c] - mean[c] * factor);
        }
        return bias;
    }

    @Override
    public Tensor relu(Tensor x) {
        return graph.relu(x);
    }

    @Override
    public Tensor leakyRelu(Tensor x, float slope) {
        return pictures.leakyRelu(x, slope);
    }

    @Override
    public Tensor add(Tensor a, Tensor b) {
        return graph.add(a, b);
    }

    @Override
    public Tensor multiply(Tensor a, Tensor b) {
        return graph.multiply(a, b);
    }

    /** The trained kernel [out,in,3,3] lies mirrored and the other way round in ONNX: [in,out,3,3]. */
    @Override
    public Tensor convTranspose(Tensor x, String name, Channels channels) {
        float[] kernel = values.get(name + ".kernel");
        float[] turned = new float[kernel.length];
        int area = TorchLayers.UP * TorchLayers.UP;
        for (int i = 0; i < kernel.length; i++) {
            int out = i / area / channels.in();
            int in = i / area % channels.in();
            turned[(in * channels.out() + out) * area + area - 1 - i % area] = kernel[i];
        }
        Tensor w = graph.floats(turned, channels.in(), channels.out(), TorchLayers.UP, TorchLayers.UP);
        return pictures.convTranspose(x, w, graph.floats(values.get(name + ".bias"), channels.out()));
    }

    @Override
    public Tensor instanceNorm(Tensor x, int channels) {
        return pictures.instanceNorm(x, channels, TorchLayers.EPSILON);
    }

    @Override
    public Tensor tanh(Tensor x) {
        return pictures.tanh(x);
    }

    @Override
    public Tensor clip(Tensor x, float low, float high) {
        return pictures.clip(x, low, high);
    }

    @Override
    public Tensor scale(Tensor x, float factor, float offset) {
        return graph.add(graph.multiply(x, graph.scalar(factor)), graph.scalar(offset));
    }

    @Override
    public Tensor concat(List<Tensor> parts) {
        return graph.concat(1, parts);
    }

    @Override
    public Tensor padReflect(Tensor x, int margin) {
        return graph.padReflect(x, margin);
    }

    @Override
    public Tensor halve(Tensor x) {
        return graph.maxPool(x, 2, 2, 0);
    }

    @Override
    public Tensor twice(Tensor x) {
        return pictures.enlargeNearest(x);
    }
}
