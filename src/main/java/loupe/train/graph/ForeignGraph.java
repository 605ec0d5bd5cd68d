package loupe.train.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * A graph that somebody else wrote, to be read and to be put inside one of ours. Only what leads to the tensors that
 * are asked for is taken along: dead nodes and unused weights stay behind.
 */
public final class ForeignGraph {
    /** Older opsets give some operators another meaning; these mean the same since opset 9. */
    private static final Set<String> UNCHANGED = Set.of(
            "Conv",
            "Relu",
            "LeakyRelu",
            "PRelu",
            "Sigmoid",
            "Add",
            "Sub",
            "Mul",
            "Div",
            "MaxPool",
            "AveragePool",
            "GlobalAveragePool",
            "BatchNormalization",
            "Concat",
            "Transpose",
            "Identity",
            "Constant",
            "Clip",
            "Flatten",
            "Gemm",
            "MatMul");

    private static final int OLDEST_OPSET = 9;
    private static final int STABLE_OPSET = 13;
    private static final int CLIP_TAKES_INPUTS = 11;

    private final String name;
    private final GraphProto graph;
    private final long opset;
    private final Map<String, TensorProto> initializers = new HashMap<>();
    private final Map<String, NodeProto> producers = new HashMap<>();

    private ForeignGraph(String name, ModelProto model) {
        this.name = name;
        this.graph = model.getGraph();
        this.opset = model.getOpsetImportList().stream()
                .filter(o -> o.getDomain().isEmpty() || o.getDomain().equals("ai.onnx"))
                .mapToLong(OperatorSetIdProto::getVersion)
                .findFirst()
                .orElse(0);
        graph.getInitializerList().forEach(t -> initializers.put(t.getName(), t));
        graph.getNodeList().forEach(n -> n.getOutputList().forEach(o -> producers.put(o, n)));
    }

    /**
     * Parses a model.
     *
     * @param name of the file, for faults
     * @throws InspectionFault MOD-01 when the bytes are not an ONNX model, MOD-10 when its opset is too old
     */
    public static ForeignGraph parse(String name, byte[] bytes) {
        ModelProto model;
        try {
            model = ModelProto.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new InspectionFault(FaultCode.MOD_01, e, name, e.getMessage());
        }
        if (model.getGraph().getNodeCount() == 0) {
            throw new InspectionFault(FaultCode.MOD_01, name, "no graph inside");
        }
        ForeignGraph parsed = new ForeignGraph(name, model);
        if (parsed.opset < OLDEST_OPSET) {
            throw parsed.unusable("opset " + parsed.opset + " is older than " + OLDEST_OPSET);
        }
        return parsed;
    }

    /** The opset of a graph that takes this one in. */
    public int hostOpset() {
        return (int) Math.max(GraphWriter.OPSET, opset);
    }

    /** The image input: the first one that is no weight. */
    public String inputName() {
        return input().getName();
    }

    /** The image input's dimensions; −1 where free. */
    public long[] inputDims() {
        return input().getType().getTensorType().getShape().getDimList().stream()
                .mapToLong(ForeignGraph::size)
                .toArray();
    }

    private static long size(TensorShapeProto.Dimension dim) {
        return dim.hasDimValue() && dim.getDimValue() > 0 ? dim.getDimValue() : GraphWriter.FREE;
    }

    private ValueInfoProto input() {
        return graph.getInputList().stream()
                .filter(i -> !initializers.containsKey(i.getName()))
                .findFirst()
                .orElseThrow(() -> unusable("it has no input"));
    }

    public List<String> outputNames() {
        return graph.getOutputList().stream().map(ValueInfoProto::getName).toList();
    }

    /** The nodes in the file's order (which is an order of computation). */
    public List<ForeignNode> nodes() {
        return graph.getNodeList().stream()
                .filter(n -> n.getOutputCount() > 0)
                .map(this::describe)
                .toList();
    }

    private ForeignNode describe(NodeProto node) {
        List<String> data = node.getInputList().stream()
                .filter(i -> !i.isEmpty() && !initializers.containsKey(i))
                .toList();
        List<List<Long>> weights = node.getInputList().stream()
                .filter(initializers::containsKey)
                .map(i -> initializers.get(i).getDimsList())
                .toList();
        long stride = node.getAttributeList().stream()
                .filter(a -> a.getName().equals("strides") && a.getIntsCount() > 0)
                .mapToLong(a -> a.getInts(0))
                .findFirst()
                .orElse(1);
        return new ForeignNode(node.getOpType(), data, node.getOutput(0), stride, weights);
    }

    /**
     * Copies what leads to {@code taps} into {@code host}, fed by {@code input}, every name prefixed.
     *
     * @return the taps inside the host, in the order asked for
     * @throws InspectionFault MOD-10 when a tap does not exist or a node cannot be taken over
     */
    public List<Tensor> embed(GraphWriter host, String prefix, Tensor input, List<String> taps) {
        Set<String> needed = new HashSet<>();
        Set<NodeProto> live = reach(taps, needed);
        Map<String, String> renamed = new HashMap<>(Map.of(inputName(), input.name(), "", ""));
        for (TensorProto weight : graph.getInitializerList()) {
            if (needed.contains(weight.getName())) {
                host.initializer(inline(weight).toBuilder()
                        .setName(prefix + weight.getName())
                        .build());
            }
        }
        for (NodeProto node : graph.getNodeList()) {
            if (live.contains(node)) {
                host.add(upgrade(host, rename(node, prefix, renamed), prefix));
            }
        }
        return taps.stream().map(tap -> new Tensor(prefix + tap)).toList();
    }

    private Set<NodeProto> reach(List<String> taps, Set<String> needed) {
        Set<NodeProto> live = Collections.newSetFromMap(new IdentityHashMap<>());
        List<String> open = new ArrayList<>(taps);
        for (String tap : taps) {
            if (!producers.containsKey(tap)) {
                throw unusable("it has no tensor “" + tap + "”");
            }
        }
        while (!open.isEmpty()) {
            String tensor = open.remove(open.size() - 1);
            NodeProto producer = producers.get(tensor);
            if (needed.add(tensor) && producer != null && live.add(producer)) {
                open.addAll(producer.getInputList());
            }
        }
        return live;
    }

    private static NodeProto rename(NodeProto node, String prefix, Map<String, String> renamed) {
        NodeProto.Builder copy = node.toBuilder().clearInput().clearOutput().setName(prefix + node.getOutput(0));
        node.getInputList().forEach(i -> copy.addInput(renamed.getOrDefault(i, prefix + i)));
        node.getOutputList().forEach(o -> copy.addOutput(o.isEmpty() ? "" : prefix + o));
        return copy.build();
    }

    private NodeProto upgrade(GraphWriter host, NodeProto node, String prefix) {
        boolean foreign = !node.getDomain().isEmpty() && !node.getDomain().equals("ai.onnx");
        boolean nested = node.getAttributeList().stream().anyMatch(AttributeProto::hasG);
        if (foreign || nested || (opset < STABLE_OPSET && !UNCHANGED.contains(node.getOpType()))) {
            throw unusable("operator " + node.getOpType() + " of opset " + opset + " cannot be taken over");
        }
        if (!node.getOpType().equals("Clip") || opset >= CLIP_TAKES_INPUTS) {
            return node;
        }
        NodeProto.Builder clip = node.toBuilder().clearAttribute();
        for (String bound : List.of("min", "max")) {
            float value = node.getAttributeList().stream()
                    .filter(a -> a.getName().equals(bound))
                    .map(AttributeProto::getF)
                    .findFirst()
                    .orElse(bound.equals("min") ? -Float.MAX_VALUE : Float.MAX_VALUE);
            String constant = prefix + node.getOutput(0) + "." + bound;
            clip.addInput(host.initializer(Protos.floats(constant, new float[] {value}))
                    .name());
        }
        return clip.build();
    }

    private TensorProto inline(TensorProto weight) {
        if (weight.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            throw unusable("its weights lie in another file; save it as one file");
        }
        return weight;
    }

    private InspectionFault unusable(String reason) {
        return new InspectionFault(FaultCode.MOD_10, name, reason);
    }
}
