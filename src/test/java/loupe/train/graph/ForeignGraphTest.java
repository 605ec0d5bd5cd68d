package loupe.train.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import loupe.detect.FeatureNetwork;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.PixelOrder;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ForeignGraphTest {

    /** conv → Clip(0.25…0.5 as attributes, as before opset 11) → “tap”; behind it a dead convolution. */
    private static byte[] oldClassifier(int opset, String second) {
        GraphProto.Builder graph = GraphProto.newBuilder().setName("classifier");
        graph.addInput(Protos.value("image", -1, 3, -1, -1));
        graph.addInitializer(Protos.floats("w", new float[] {1, 0, 0}, 1, 3, 1, 1));
        graph.addInitializer(Protos.floats("dead", new float[] {1}, 1, 1, 1, 1));
        graph.addNode(node("Conv", "a", "image", "w"));
        graph.addNode(node(second, "tap", "a").addAttribute(real("min", 0.25f)).addAttribute(real("max", 0.5f)));
        graph.addNode(node("Conv", "logits", "tap", "dead"));
        graph.addOutput(Protos.value("logits", -1, 1, -1, -1));
        return ModelProto.newBuilder()
                .setIrVersion(4)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static NodeProto.Builder node(String type, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(type)
                .addAllInput(List.of(inputs))
                .addOutput(output);
    }

    private static AttributeProto real(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    private static byte[] host(ForeignGraph foreign, String tap) {
        GraphWriter graph = new GraphWriter("host", foreign.hostOpset());
        Tensor input = graph.input("input", GraphWriter.FREE, 3, 1, 3);
        Tensor inside = foreign.embed(graph, "f/", input, List.of(tap)).get(0);
        graph.output("out", inside, GraphWriter.FREE, 1, 1, 3);
        return graph.toBytes(new TreeMap<>());
    }

    @Test
    void takesAnOldGraphInAndKeepsItsMeaning() {
        byte[] model = host(ForeignGraph.parse("old.onnx", oldClassifier(10, "Clip")), "tap");
        byte[] pixels = {0, 9, 9, 102, 9, 9, (byte) 255, 9, 9};
        try (FeatureNetwork network = FeatureNetwork.open(model, 3, 1)) {
            float[] out = network.extract(new Image(3, 1, PixelOrder.RGB8, pixels))
                    .get(0)
                    .values();
            assertThat(out).containsExactly(new float[] {0.25f, 0.4f, 0.5f}, Offset.offset(1e-5f));
        }
    }

    @Test
    void leavesDeadNodesAndTheirWeightsBehind() throws InvalidProtocolBufferException {
        byte[] model = host(ForeignGraph.parse("old.onnx", oldClassifier(10, "Clip")), "tap");
        GraphProto graph = ModelProto.parseFrom(model).getGraph();
        assertThat(graph.getNodeList()).extracting(NodeProto::getOpType).containsExactly("Conv", "Clip", "Identity");
        assertThat(graph.getInitializerList()).noneMatch(t -> t.getName().contains("dead"));
        assertThat(graph.getInitializerList()).allMatch(t -> t.getName().startsWith("f/"));
    }

    @Test
    void describesItsNodes() {
        ForeignGraph foreign = ForeignGraph.parse("old.onnx", oldClassifier(10, "Clip"));
        assertThat(foreign.inputName()).isEqualTo("image");
        assertThat(foreign.outputNames()).containsExactly("logits");
        assertThat(foreign.inputDims()).containsExactly(-1, 3, -1, -1);
        assertThat(foreign.nodes().get(0))
                .isEqualTo(new ForeignNode("Conv", List.of("image"), "a", 1, List.of(List.of(1L, 3L, 1L, 1L))));
    }

    @Test
    void refusesWhatItCannotTakeOver() {
        fault(FaultCode.MOD_10, () -> host(ForeignGraph.parse("m", oldClassifier(10, "Clip")), "nothing"));
        fault(FaultCode.MOD_10, () -> host(ForeignGraph.parse("m", oldClassifier(10, "Softmax")), "tap"));
        fault(FaultCode.MOD_10, () -> ForeignGraph.parse("m", oldClassifier(7, "Clip")));
        fault(FaultCode.MOD_01, () -> ForeignGraph.parse("m", "no model".getBytes(StandardCharsets.US_ASCII)));
        fault(FaultCode.MOD_01, () -> ForeignGraph.parse("m", new byte[0]));
    }

    private static void fault(FaultCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(code));
    }
}
