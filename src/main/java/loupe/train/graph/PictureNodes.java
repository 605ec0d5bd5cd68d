package loupe.train.graph;

import java.util.Arrays;
import java.util.List;

/** Nodes of networks that make pictures, for a {@link GraphWriter}. */
public final class PictureNodes {
    private final GraphWriter graph;

    public PictureNodes(GraphWriter graph) {
        this.graph = graph;
    }

    /**
     * Transposed 3 × 3 convolution that doubles height and width exactly.
     *
     * @param weights {@code [in, out, 3, 3]}
     */
    public Tensor convTranspose(Tensor x, Tensor weights, Tensor bias) {
        return graph.node(
                "ConvTranspose",
                List.of(x, weights, bias),
                Protos.ints("kernel_shape", 3, 3),
                Protos.ints("strides", 2, 2),
                Protos.ints("pads", 1, 1, 1, 1),
                Protos.ints("output_padding", 1, 1));
    }

    /** Every channel of every picture to mean 0 and variance 1. */
    public Tensor instanceNorm(Tensor x, int channels, float epsilon) {
        float[] ones = new float[channels];
        Arrays.fill(ones, 1);
        return graph.node(
                "InstanceNormalization",
                List.of(x, graph.floats(ones, channels), graph.floats(new float[channels], channels)),
                Protos.real("epsilon", epsilon));
    }

    /** What is above zero, and {@code slope} times what is below. */
    public Tensor leakyRelu(Tensor x, float slope) {
        return graph.node("LeakyRelu", List.of(x), Protos.real("alpha", slope));
    }

    public Tensor tanh(Tensor x) {
        return graph.node("Tanh", List.of(x));
    }

    /** Limits values to {@code low}…{@code high}. */
    public Tensor clip(Tensor x, float low, float high) {
        return graph.node("Clip", List.of(x, number(low), number(high)));
    }

    private Tensor number(float value) {
        return graph.floats(new float[] {value}); // without dimensions, as Clip wants it
    }

    /** Every pixel four times: twice as high and wide. */
    public Tensor enlargeNearest(Tensor x) {
        Tensor none = new Tensor("");
        return graph.node(
                "Resize",
                List.of(x, none, graph.floats(new float[] {1, 1, 2, 2}, 4)),
                Protos.text("mode", "nearest"),
                Protos.text("coordinate_transformation_mode", "asymmetric"),
                Protos.text("nearest_mode", "floor"));
    }
}
