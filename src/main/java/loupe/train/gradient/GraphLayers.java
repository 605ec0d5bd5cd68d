package loupe.train.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.train.graph.ConvShape;
import loupe.train.graph.GraphWriter;
import loupe.train.graph.PictureNodes;
import loupe.train.graph.Tensor;

/** Layers that write ONNX nodes, with batch normalisation folded into the convolutions before it. */
public final class GraphLayers implements Layers<Tensor> {
    /**
     * ONNX Runtime's CPU kernels deal out sets of 64 filters to their threads: on two threads 96 take as long as
     * 128. Cut into 64 and 32 each part keeps both busy.
     */
    private static final int FILTER_SET = 64;

    private final GraphWriter graph;
    private final PictureNodes pictures;
    private final Map<String, float[]> values;
    private final Map<Tensor, List<Tensor>> parts = new HashMap<>();

    /** @param values from {@link Weights#values} */
    public GraphLayers(GraphWriter graph, Map<String, float[]> values) {
        this.graph = graph;
        this.pictures = new PictureNodes(graph);
        this.values = values;
    }

    @Override
    public Tensor conv(Tensor x, String name, ConvShape shape, Channels channels, boolean normalised) {
        float[] kernel = values.get(name + ".kernel").clone();
        return conv(x, kernel, normalised ? fold(name, kernel) : values.get(name + ".bias"), shape);
    }

    private Tensor conv(Tensor x, float[] kernel, float[] bias, ConvShape shape) {
        int out = bias.length;
        int side = shape.kernel();
        Tensor w = graph.floats(kernel, out, kernel.length / out / side / side, side, side);
        return graph.conv(x, w, graph.floats(bias, out), shape);
    }

    @Override
    public Tensor rectified(Tensor x, Optional<Tensor> plus, String name, ConvShape shape, Channels channels) {
        int even = channels.out() - channels.out() % FILTER_SET;
        boolean cut = even > 0 && even < channels.out();
        if (!cut || !plus.stream().allMatch(parts::containsKey)) {
            return Layers.super.rectified(x, plus, name, shape, channels);
        }
        float[] kernel = values.get(name + ".kernel").clone();
        float[] bias = fold(name, kernel);
        int each = kernel.length / channels.out();
        List<Tensor> both = new ArrayList<>();
        for (int from = 0; from < channels.out(); from += even) {
            int to = from == 0 ? even : channels.out();
            int part = both.size();
            float[] filters = Arrays.copyOfRange(kernel, from * each, to * each);
            Tensor y = conv(x, filters, Arrays.copyOfRange(bias, from, to), shape);
            Tensor sum = plus.map(p -> graph.add(parts.get(p).get(part), y)).orElse(y);
            both.add(graph.relu(sum));
        }
        Tensor whole = graph.concat(1, both);
        parts.put(whole, both);
        return whole;
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
