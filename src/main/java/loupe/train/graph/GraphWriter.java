package loupe.train.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Writes one ONNX graph. The same calls always give the same bytes: names are counted, nothing is hashed, dated or
 * drawn. Tensors are float32 unless a method says otherwise. Not thread-safe.
 */
public final class GraphWriter {
    /** The opset this writer's own nodes are written for; higher ones are possible. */
    public static final int OPSET = 17;

    /** A free dimension (batch, height, width) in {@link #input} and {@link #output}. */
    public static final long FREE = -1;

    private static final int IR_VERSION = 8;
    private static final int AXES_ARE_INPUTS = 18;

    private final GraphProto.Builder graph;
    private final int opset;
    private int count;

    /**
     * Starts an empty graph.
     *
     * @param name of the graph
     * @param opset {@value #OPSET} or higher
     */
    public GraphWriter(String name, int opset) {
        if (opset < OPSET) {
            throw new IllegalArgumentException("opset " + opset);
        }
        this.graph = GraphProto.newBuilder().setName(name);
        this.opset = opset;
    }

    public Tensor input(String name, long... dims) {
        graph.addInput(Protos.value(name, dims));
        return new Tensor(name);
    }

    /** Makes {@code tensor} an output of the graph under this name. */
    public void output(String name, Tensor tensor, long... dims) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType("Identity")
                .setName(name)
                .addInput(tensor.name())
                .addOutput(name));
        graph.addOutput(Protos.value(name, dims));
    }

    public Tensor floats(float[] values, long... dims) {
        return initializer(Protos.floats("c" + count++, values, dims));
    }

    public Tensor scalar(double value) {
        return floats(new float[] {(float) value});
    }

    /** A one-dimensional int64 constant. */
    public Tensor longs(long... values) {
        return initializer(Protos.longs("c" + count++, values));
    }

    Tensor initializer(TensorProto tensor) {
        graph.addInitializer(tensor);
        return new Tensor(tensor.getName());
    }

    void add(NodeProto node) {
        graph.addNode(node);
    }

    int opset() {
        return opset;
    }

    Tensor node(String type, List<Tensor> inputs, AttributeProto... attributes) {
        NodeProto.Builder node = start(type, inputs, attributes);
        String out = "t" + count++;
        graph.addNode(node.addOutput(out));
        return new Tensor(out);
    }

    private NodeProto.Builder start(String type, List<Tensor> inputs, AttributeProto... attributes) {
        NodeProto.Builder node = NodeProto.newBuilder().setOpType(type).setName(type + "_" + count);
        inputs.forEach(input -> node.addInput(input.name()));
        node.addAllAttribute(List.of(attributes));
        return node;
    }

    /**
     * Square convolution.
     *
     * @param weights {@code [out, in/groups, kernel, kernel]}
     * @param bias {@code [out]}, or null for none
     * @param shape kernel, stride, zeros around, groups, dilation
     */
    public Tensor conv(Tensor x, Tensor weights, Tensor bias, ConvShape shape) {
        List<Tensor> inputs = bias == null ? List.of(x, weights) : List.of(x, weights, bias);
        long p = shape.padding();
        List<AttributeProto> attributes = new ArrayList<>(List.of(
                Protos.ints("kernel_shape", shape.kernel(), shape.kernel()),
                Protos.ints("strides", shape.stride(), shape.stride()),
                Protos.ints("pads", p, p, p, p),
                Protos.integer("group", shape.groups())));
        if (shape.dilation() > 1) {
            attributes.add(Protos.ints("dilations", shape.dilation(), shape.dilation()));
        }
        return node("Conv", inputs, attributes.toArray(AttributeProto[]::new));
    }

    public Tensor relu(Tensor x) {
        return node("Relu", List.of(x));
    }

    public Tensor abs(Tensor x) {
        return node("Abs", List.of(x));
    }

    public Tensor negate(Tensor x) {
        return node("Neg", List.of(x));
    }

    public Tensor sqrt(Tensor x) {
        return node("Sqrt", List.of(x));
    }

    public Tensor log(Tensor x) {
        return node("Log", List.of(x));
    }

    public Tensor add(Tensor a, Tensor b) {
        return node("Add", List.of(a, b));
    }

    public Tensor subtract(Tensor a, Tensor b) {
        return node("Sub", List.of(a, b));
    }

    public Tensor multiply(Tensor a, Tensor b) {
        return node("Mul", List.of(a, b));
    }

    public Tensor divide(Tensor a, Tensor b) {
        return node("Div", List.of(a, b));
    }

    /** The larger one, value by value. */
    public Tensor maximum(Tensor a, Tensor b) {
        return node("Max", List.of(a, b));
    }

    public Tensor matMul(Tensor a, Tensor b) {
        return node("MatMul", List.of(a, b));
    }

    /** {@code a·b + c} for matrices; {@code c} is broadcast. */
    public Tensor gemm(Tensor a, Tensor b, Tensor c) {
        return node("Gemm", List.of(a, b, c));
    }

    /** Mean over a square window; what lies outside the image is not counted. */
    public Tensor averagePool(Tensor x, int kernel, int stride, int padding) {
        return pool("AveragePool", x, kernel, stride, padding);
    }

    public Tensor maxPool(Tensor x, int kernel, int stride, int padding) {
        return pool("MaxPool", x, kernel, stride, padding);
    }

    private Tensor pool(String type, Tensor x, int kernel, int stride, int padding) {
        return node(
                type,
                List.of(x),
                Protos.ints("kernel_shape", kernel, kernel),
                Protos.ints("strides", stride, stride),
                Protos.ints("pads", padding, padding, padding, padding));
    }

    /** Bilinear, pixel centres kept (half_pixel), to a fixed height and width. */
    public Tensor resizeLinear(Tensor x, int channels, int height, int width) {
        return resize(x, "linear", "half_pixel", new long[] {channels, height, width});
    }

    /** Nearest neighbour as {@code repeat} does it (asymmetric, floor), to a fixed height and width. */
    public Tensor resizeNearest(Tensor x, int channels, int height, int width) {
        return resize(x, "nearest", "asymmetric", new long[] {channels, height, width});
    }

    private Tensor resize(Tensor x, String mode, String coordinates, long[] size) {
        Tensor batch = node(
                "Slice", List.of(node("Shape", List.of(x)), longs(0), longs(1))); // N is free: read it from the value
        Tensor sizes = concat(0, List.of(batch, longs(size)));
        Tensor none = new Tensor("");
        return node(
                "Resize",
                List.of(x, none, none, sizes),
                Protos.text("mode", mode),
                Protos.text("coordinate_transformation_mode", coordinates),
                Protos.text("nearest_mode", "floor"));
    }

    public Tensor concat(int axis, List<Tensor> parts) {
        return node("Concat", parts, Protos.integer("axis", axis));
    }

    /** Zero keeps a dimension, −1 takes what is left. */
    public Tensor reshape(Tensor x, long... dims) {
        return node("Reshape", List.of(x, longs(dims)));
    }

    public Tensor transpose(Tensor x, long... order) {
        return node("Transpose", List.of(x), Protos.ints("perm", order));
    }

    /** Takes entries {@code indices} (int64) along an axis. */
    public Tensor gather(Tensor x, int axis, Tensor indices) {
        return node("Gather", List.of(x, indices), Protos.integer("axis", axis));
    }

    /** Entries {@code from} (inclusive) to {@code to} (exclusive) along an axis. */
    public Tensor slice(Tensor x, int axis, long from, long to) {
        return node("Slice", List.of(x, longs(from), longs(to), longs(axis)));
    }

    /** Pads height and width of an NCHW tensor by mirroring without repeating the border. */
    public Tensor padReflect(Tensor x, int margin) {
        return pad(x, margin, "reflect");
    }

    /** Pads height and width of an NCHW tensor by repeating the border. */
    public Tensor padEdge(Tensor x, int margin) {
        return pad(x, margin, "edge");
    }

    private Tensor pad(Tensor x, long margin, String mode) {
        Tensor pads = longs(0, 0, margin, margin, 0, 0, margin, margin);
        return node("Pad", List.of(x, pads), Protos.text("mode", mode));
    }

    public Tensor reduceMin(Tensor x, int axis) {
        return reduce("ReduceMin", x, axis);
    }

    public Tensor reduceMax(Tensor x, int axis) {
        return reduce("ReduceMax", x, axis);
    }

    public Tensor reduceMean(Tensor x, int axis) {
        return reduce("ReduceMean", x, axis);
    }

    public Tensor reduceSum(Tensor x, int axis) {
        return node("ReduceSum", List.of(x, longs(axis)), Protos.integer("keepdims", 0));
    }

    private Tensor reduce(String type, Tensor x, int axis) {
        if (opset >= AXES_ARE_INPUTS) {
            return node(type, List.of(x, longs(axis)), Protos.integer("keepdims", 0));
        }
        return node(type, List.of(x), Protos.ints("axes", axis), Protos.integer("keepdims", 0));
    }

    /** The {@code k} highest values along an axis, highest first. */
    public Tensor topK(Tensor x, int axis, int k) {
        NodeProto.Builder node = start("TopK", List.of(x, longs(k)), Protos.integer("axis", axis));
        String values = "t" + count++;
        graph.addNode(node.addOutput(values).addOutput("t" + count++));
        return new Tensor(values);
    }

    /** The whole model. Metadata is written in the order of its keys. */
    public byte[] toBytes(SortedMap<String, String> metadata) {
        List<StringStringEntryProto> entries = new ArrayList<>();
        metadata.forEach((key, value) -> entries.add(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value).build()));
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("loupe")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset))
                .setGraph(graph)
                .addAllMetadataProps(entries)
                .build()
                .toByteArray();
    }
}
