package loupe.detect;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small models whose results can be worked out by hand. −1 is an open size. */
public final class TestGraph {
    public static final int FLOAT = 1;
    public static final int UINT8 = 2;
    public static final int INT32 = 6;
    public static final int INT64 = 7;
    public static final int BOOL = 9;
    public static final int FLOAT16 = 10;
    public static final int DOUBLE = 11;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("test");
    private final ModelProto.Builder model =
            ModelProto.newBuilder().setIrVersion(8).setProducerName("test");
    private int opset = 17;

    /** A model that has {@code input} float32 of the shape. */
    public static TestGraph of(long... inputShape) {
        return new TestGraph().input("input", FLOAT, inputShape);
    }

    public TestGraph input(String name, int type, long... shape) {
        graph.addInput(port(name, type, shape));
        return this;
    }

    public TestGraph output(String name, int type, long... shape) {
        graph.addOutput(port(name, type, shape));
        return this;
    }

    public TestGraph metadata(String key, String value) {
        model.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(value));
        return this;
    }

    public TestGraph contract() {
        return metadata("loupe.contract", "1");
    }

    public TestGraph opset(int version) {
        opset = version;
        return this;
    }

    public TestGraph irVersion(int version) {
        model.setIrVersion(version);
        return this;
    }

    /** A node; attributes are name, value pairs of Long, Float or long[]. */
    public TestGraph node(String type, String output, List<String> inputs, Object... attributes) {
        NodeProto.Builder node =
                NodeProto.newBuilder().setOpType(type).addAllInput(inputs).addOutput(output);
        for (int i = 0; i < attributes.length; i += 2) {
            node.addAttribute(attribute((String) attributes[i], attributes[i + 1]));
        }
        graph.addNode(node);
        return this;
    }

    public TestGraph floats(String name, long[] dims, float... values) {
        TensorProto.Builder t = TensorProto.newBuilder().setName(name).setDataType(FLOAT);
        for (long d : dims) {
            t.addDims(d);
        }
        for (float v : values) {
            t.addFloatData(v);
        }
        graph.addInitializer(t);
        return this;
    }

    public TestGraph longs(String name, long... values) {
        TensorProto.Builder t =
                TensorProto.newBuilder().setName(name).setDataType(7).addDims(values.length);
        for (long v : values) {
            t.addInt64Data(v);
        }
        graph.addInitializer(t);
        return this;
    }

    /** A float initialiser of {@code count} values that lies in another file. */
    public TestGraph external(String name, long count, String location) {
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(FLOAT)
                .addDims(count)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue(location)));
        return this;
    }

    public byte[] bytes() {
        return model.addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    public Path write(Path file) {
        try {
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AttributeProto attribute(String name, Object value) {
        AttributeProto.Builder a = AttributeProto.newBuilder().setName(name);
        if (value instanceof Long n) {
            a.setType(AttributeProto.AttributeType.INT).setI(n);
        } else if (value instanceof Float f) {
            a.setType(AttributeProto.AttributeType.FLOAT).setF(f);
        } else {
            a.setType(AttributeProto.AttributeType.INTS);
            for (long n : (long[]) value) {
                a.addInts(n);
            }
        }
        return a.build();
    }

    private static ValueInfoProto port(String name, int type, long... shape) {
        TensorShapeProto.Builder s = TensorShapeProto.newBuilder();
        for (int i = 0; i < shape.length; i++) {
            TensorShapeProto.Dimension.Builder d = TensorShapeProto.Dimension.newBuilder();
            s.addDim(shape[i] < 0 ? d.setDimParam("d" + i) : d.setDimValue(shape[i]));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(
                                TypeProto.Tensor.newBuilder().setElemType(type).setShape(s)))
                .build();
    }
}
