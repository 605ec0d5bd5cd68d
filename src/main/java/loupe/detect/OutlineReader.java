package loupe.detect;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loupe.detect.profile.ModelOutline;
import loupe.detect.profile.TensorPort;

/**
 * Walks the wire format of an ONNX file (onnx.proto) and steps over the weights: no copy is made, and the time does
 * not depend on their size. Looks for external data everywhere a tensor can hide: subgraphs, functions, attributes.
 */
final class OutlineReader extends ProtoReader {
    private static final int FLOAT = 1;
    private static final int SMALL = 16;
    private static final int EXTERNAL = 1;
    private static final String[] TYPES = {
        "unknown",
        "float32",
        "uint8",
        "int8",
        "uint16",
        "int16",
        "int32",
        "int64",
        "string",
        "bool",
        "float16",
        "float64",
        "uint32",
        "uint64",
        "complex64",
        "complex128",
        "bfloat16"
    };

    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<TensorPort> inputs = new ArrayList<>();
    private final List<TensorPort> outputs = new ArrayList<>();
    private final Set<String> initializers = new HashSet<>();
    private final Set<String> external = new LinkedHashSet<>();
    private final GraphTrace trace = new GraphTrace();
    private float[] values = {};
    private long irVersion;
    private long opset;
    private String producer = "";

    private OutlineReader(CodedInputStream in) {
        super(in);
    }

    /**
     * Reads an outline; the buffer's position is left alone.
     *
     * @throws IOException when the bytes are not a protocol buffer
     */
    static ModelOutline read(ByteBuffer model) throws IOException {
        OutlineReader reader = new OutlineReader(CodedInputStream.newInstance(model.duplicate()));
        reader.fields(reader::model);
        reader.inputs.removeIf(p -> reader.initializers.contains(p.name()));
        return new ModelOutline(
                reader.irVersion,
                reader.opset,
                reader.producer,
                reader.metadata,
                reader.inputs,
                reader.outputs,
                reader.external,
                reader.trace.hints(reader.inputs, reader.outputs));
    }

    private void model(int field, int tag) throws IOException {
        switch (field) {
            case 1 -> irVersion = number(tag);
            case 2 -> producer = string(tag);
            case 7 -> message(tag, this::mainGraph);
            case 8 -> operatorSet(tag);
            case 14 -> entry(tag, metadata);
            case 20 -> message(tag, this::training);
            case 25 -> message(tag, this::function);
            default -> in.skipField(tag);
        }
    }

    private void operatorSet(int tag) throws IOException {
        String[] domain = {""};
        long[] version = {0};
        message(tag, (f, t) -> {
            switch (f) {
                case 1 -> domain[0] = string(t);
                case 2 -> version[0] = number(t);
                default -> in.skipField(t);
            }
        });
        if (domain[0].isEmpty() || domain[0].equals("ai.onnx")) {
            opset = Math.max(opset, version[0]);
        }
    }

    private void mainGraph(int field, int tag) throws IOException {
        switch (field) {
            case 1 -> mainNode(tag);
            case 5 -> constant("", tag);
            case 11 -> inputs.add(port(tag));
            case 12 -> outputs.add(port(tag));
            default -> graph(field, tag);
        }
    }

    /** A node whose part in the graph is remembered; a Constant's value as well. */
    private void mainNode(int tag) throws IOException {
        List<String> from = new ArrayList<>();
        List<String> to = new ArrayList<>();
        String[] op = {""};
        message(tag, (f, t) -> {
            switch (f) {
                case 1 -> from.add(string(t));
                case 2 -> to.add(string(t));
                case 4 -> op[0] = string(t);
                case 5 ->
                    message(t, (f2, t2) -> {
                        if (f2 == 5 && !to.isEmpty()) {
                            constant(to.get(0), t2);
                        } else {
                            attribute(f2, t2);
                        }
                    });
                default -> in.skipField(t);
            }
        });
        trace.add(new GraphTrace.Node(op[0], List.copyOf(from), List.copyOf(to)));
    }

    /** A tensor of the main graph; its name is its own unless another is given. */
    private void constant(String given, int tag) throws IOException {
        String name = tensor(tag);
        trace.constant(given.isEmpty() ? name : given, values);
    }

    private void graph(int field, int tag) throws IOException {
        switch (field) {
            case 1 -> message(tag, this::node);
            case 5 -> tensor(tag);
            case 15 -> message(tag, this::sparse);
            default -> in.skipField(tag);
        }
    }

    private void training(int field, int tag) throws IOException {
        if (field == 1 || field == 2) {
            message(tag, this::graph);
        } else {
            in.skipField(tag);
        }
    }

    private void function(int field, int tag) throws IOException {
        switch (field) {
            case 7 -> message(tag, this::node);
            case 11 -> message(tag, this::attribute);
            default -> in.skipField(tag);
        }
    }

    private void node(int field, int tag) throws IOException {
        if (field == 5) {
            message(tag, this::attribute);
        } else {
            in.skipField(tag);
        }
    }

    private void attribute(int field, int tag) throws IOException {
        switch (field) {
            case 5, 10 -> tensor(tag);
            case 6, 11 -> message(tag, this::graph);
            case 22, 23 -> message(tag, this::sparse);
            default -> in.skipField(tag);
        }
    }

    private void sparse(int field, int tag) throws IOException {
        if (field == 1 || field == 2) {
            tensor(tag);
        } else {
            in.skipField(tag);
        }
    }

    /** Reads a tensor's name and, when it is a few floats, its {@link #values}. */
    private String tensor(int tag) throws IOException {
        Map<String, String> data = new LinkedHashMap<>();
        long[] location = {0};
        long[] type = {0};
        String[] name = {""};
        List<byte[]> bytes = new ArrayList<>();
        message(tag, (f, t) -> {
            switch (f) {
                case 2 -> type[0] = number(t);
                case 4, 9 -> {
                    byte[] some = floats(t);
                    if (bytes.size() < 2) { // only a tensor in one piece is looked at
                        bytes.add(some);
                    }
                }
                case 8 -> name[0] = string(t);
                case 13 -> entry(t, data);
                case 14 -> location[0] = number(t);
                default -> in.skipField(t);
            }
        });
        initializers.add(name[0]);
        if (location[0] == EXTERNAL || !data.isEmpty()) {
            external.add(data.getOrDefault("location", ""));
        }
        values = type[0] == FLOAT && bytes.size() == 1 ? decoded(bytes.get(0)) : new float[0];
        return name[0];
    }

    /** Few floats as bytes: packed or raw; a float by itself is left alone. */
    private byte[] floats(int tag) throws IOException {
        if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            return shortBytes(tag, SMALL * Float.BYTES);
        }
        in.skipField(tag);
        return new byte[0];
    }

    private static float[] decoded(byte[] bytes) {
        float[] floats = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }

    private TensorPort port(int tag) throws IOException {
        String[] name = {""};
        long[] type = {0};
        List<Long> shape = new ArrayList<>();
        message(tag, (f, t) -> {
            switch (f) {
                case 1 -> name[0] = string(t);
                case 2 -> message(t, (f2, t2) -> type(f2, t2, type, shape));
                default -> in.skipField(t);
            }
        });
        String known = type[0] > 0 && type[0] < TYPES.length ? TYPES[(int) type[0]] : TYPES[0];
        return new TensorPort(name[0], known, shape);
    }

    private void type(int field, int tag, long[] type, List<Long> shape) throws IOException {
        if (field != 1) { // sequences, maps, optionals: no tensor
            in.skipField(tag);
            return;
        }
        message(tag, (f, t) -> {
            switch (f) {
                case 1 -> type[0] = number(t);
                case 2 -> message(t, (f2, t2) -> dimension(f2, t2, shape));
                default -> in.skipField(t);
            }
        });
    }

    private void dimension(int field, int tag, List<Long> shape) throws IOException {
        if (field != 1) {
            in.skipField(tag);
            return;
        }
        long[] size = {-1};
        message(tag, (f, t) -> {
            if (f == 1) {
                size[0] = Math.max(-1, number(t));
            } else {
                in.skipField(t);
            }
        });
        shape.add(size[0]);
    }

    private void entry(int tag, Map<String, String> into) throws IOException {
        String[] pair = {"", ""};
        message(tag, (f, t) -> {
            if (f == 1 || f == 2) {
                pair[f - 1] = string(t);
            } else {
                in.skipField(t);
            }
        });
        into.put(pair[0], pair[1]);
    }
}
