package loupe.train.gradient;

import java.util.Map;
import loupe.train.graph.ConvShape;
import loupe.train.graph.GraphWriter;
import loupe.train.graph.Tensor;

/** Layers that write ONNX nodes, with batch normalisation folded into the convolutions before it. */
public final class GraphLayers implements Layers<Tensor> {
    private final GraphWriter graph;
    private final Map<String, float[]> values;

    /** @param values from {@link Weights#values} */
    public GraphLayers(GraphWriter graph, Map<String, float[]> values) {
        this.graph = graph;
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
    public Tensor add(Tensor a, Tensor b) {
        return graph.add(a, b);
    }
}
