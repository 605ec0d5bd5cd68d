package loupe.detect;

import static loupe.detect.Faults.assertFault;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import loupe.Shared;
import loupe.detect.profile.TensorPort;
import loupe.domain.FaultCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelsTest {
    @TempDir
    Path folder;

    @Test
    void describesWhatTheFileSays() throws IOException, NoSuchAlgorithmException {
        Path file = TestGraph.of(-1, 3, 16, 16)
                .input("w", TestGraph.FLOAT, 1)
                .floats("w", new long[] {1}, 2)
                .metadata("loupe.method", "test")
                .node("Mul", "y", List.of("input", "w"))
                .output("y", TestGraph.FLOAT, -1, 3, 16, 16)
                .write(folder.resolve("m.onnx"));
        ModelCard card = OnnxModels.describe(file);
        assertThat(card.inputs())
                .as("an initialiser is no input")
                .containsExactly(new TensorPort("input", "float32", List.of(-1L, 3L, 16L, 16L)));
        assertThat(card.outputs()).hasToString("[y float32[?,3,16,16]]");
        assertThat(card.opset()).isEqualTo(17);
        assertThat(card.producer()).isEqualTo("test");
        assertThat(card.metadata()).isEqualTo(Map.of("loupe.method", "test"));
        assertThat(card.bytes()).isEqualTo(Files.size(file));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        assertThat(card.sha256()).isEqualTo(HexFormat.of().formatHex(digest));
    }

    @Test
    void describesARealModel() {
        ModelCard card = OnnxModels.describe(Shared.require("backbones/mobilenet_v2_1.0_tf2_full.onnx"));
        assertThat(card.inputs()).hasSize(1);
        assertThat(card.outputs()).isNotEmpty();
        assertThat(card.bytes()).isEqualTo(13_968_679);
    }

    @Test
    void externalDataIsFoundWhereverATensorCanHide() throws IOException {
        GraphProto inner = GraphProto.newBuilder()
                .addNode(node(AttributeProto.newBuilder().setName("t").setT(external("tensor"))))
                .addInitializer(external("subgraph"))
                .build();
        ModelProto model = ModelProto.newBuilder()
                .setGraph(GraphProto.newBuilder()
                        .addInitializer(external("initializer"))
                        .addSparseInitializer(SparseTensorProto.newBuilder().setValues(external("sparse")))
                        .addNode(node(AttributeProto.newBuilder().setName("g").setG(inner)))
                        .addNode(node(AttributeProto.newBuilder().setName("gs").addGraphs(inner)))
                        .addNode(node(AttributeProto.newBuilder().setName("ts").addTensors(external("tensors")))))
                .addFunctions(FunctionProto.newBuilder()
                        .addNode(node(AttributeProto.newBuilder().setName("t").setT(external("function")))))
                .build();
        assertThat(OutlineReader.read(ByteBuffer.wrap(model.toByteArray())).external())
                .containsExactlyInAnyOrder("initializer", "sparse", "tensor", "subgraph", "tensors", "function");
    }

    @Test
    void aModelNestedWithoutEndIsRefused() throws IOException {
        GraphProto graph = GraphProto.getDefaultInstance();
        for (int i = 0; i < 60; i++) {
            graph = GraphProto.newBuilder()
                    .addNode(node(AttributeProto.newBuilder().setName("g").setG(graph)))
                    .build();
        }
        Path file = Files.write(
                folder.resolve("deep.onnx"),
                ModelProto.newBuilder().setGraph(graph).build().toByteArray());
        assertFault(() -> OnnxModels.describe(file), "nested").isEqualTo(FaultCode.MOD_01);
    }

    @Test
    void theProbingModelIsWhatItsCommentSays() {
        byte[] identity = TestGraph.of(1, 3, 1, 1)
                .node("Identity", "output", List.of("input"))
                .output("output", TestGraph.FLOAT, 1, 3, 1, 1)
                .bytes();
        assertThat(OnnxModels.IDENTITY).isEqualTo(HexFormat.of().formatHex(identity));
    }

    @Test
    void probesEveryProviderAndTheCpuWorks() {
        List<ProviderAttempt> attempts = OnnxModels.probe();
        assertThat(attempts)
                .extracting(ProviderAttempt::name)
                .containsExactly("TensorRT", "CUDA", "CoreML", "DirectML", "OpenVINO", "CPU");
        assertThat(attempts.get(5).ok()).isTrue();
        assertThat(attempts).allMatch(a -> a.ok() == a.reason().isEmpty());
    }

    private static NodeProto node(AttributeProto.Builder attribute) {
        return NodeProto.newBuilder().addAttribute(attribute).build();
    }

    private static TensorProto external(String location) {
        return TensorProto.newBuilder()
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue(location))
                .build();
    }
}
