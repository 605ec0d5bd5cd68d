package loupe.detect;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Walks the wire format of an ONNX file (onnx.proto) and steps over the weights: no copy is made, and the time does
 * not depend on their size. Looks for external data everywhere a tensor can hide: subgraphs, functions, attributes.
 */
final class OutlineReader {
    private static final int DEEPEST = 48;
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

    private final CodedInputStream in;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<TensorPort> inputs = new ArrayList<>();
    private final List<TensorPort> outputs = new ArrayList<>();
    private final Set<String> initializers = new HashSet<>();
    private final Set<String> external = new LinkedHashSet<>();
    private int depth;
    private long irVersion;
    private long opset;
    private String producer = "";

    private OutlineReader(CodedInputStream in) {
        this.in = in;
    }

    /** Reads a field that has been recognised by its number, or steps over it. */
    @FunctionalInterface
    private interface Fields {
        void read(int field, int tag) throws IOException;
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
                reader.external);
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
            case 11 -> inputs.add(port(tag));
            case 12 -> outputs.add(port(tag));
            default -> graph(field, tag);
        }
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

    private void tensor(int tag) throws IOException {
        Map<String, String> data = new LinkedHashMap<>();
        long[] location = {0};
        message(tag, (f, t) -> {
            switch (f) {
                case 8 -> initializers.add(string(t));
                case 13 -> entry(t, data);
                case 14 -> location[0] = number(t);
                default -> in.skipField(t);
            }
        });
        if (location[0] == EXTERNAL || !data.isEmpty()) {
            external.add(data.getOrDefault("location", ""));
        }
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

    private void message(int tag, Fields fields) throws IOException {
        require(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        if (++depth > DEEPEST) {
            throw new InvalidProtocolBufferException("nested deeper than " + DEEPEST);
        }
        int outer = in.pushLimit(in.readRawVarint32());
        fields(fields);
        in.popLimit(outer);
        depth--;
    }

    private void fields(Fields fields) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            fields.read(WireFormat.getTagFieldNumber(tag), tag);
        }
        if (in.getBytesUntilLimit() > 0) {
            throw new InvalidProtocolBufferException("a field without number");
        }
    }

    private String string(int tag) throws IOException {
        require(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        return in.readString();
    }

    private long number(int tag) throws IOException {
        require(tag, WireFormat.WIRETYPE_VARINT);
        return in.readRawVarint64();
    }

    private static void require(int tag, int wireType) throws IOException {
        if (WireFormat.getTagWireType(tag) != wireType) {
            throw new InvalidProtocolBufferException(
                    "field " + WireFormat.getTagFieldNumber(tag) + " is of another kind");
        }
    }
}
