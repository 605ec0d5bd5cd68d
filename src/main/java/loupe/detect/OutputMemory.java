package loupe.detect;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * An output's place in memory, rewritten by every run. Whatever the element type, its values can be read as float32;
 * float32 itself is not copied. Of a fixed batch only the first slot is read.
 */
final class OutputMemory implements AutoCloseable {
    private static final Set<OnnxJavaType> READ = Set.of(
            OnnxJavaType.FLOAT,
            OnnxJavaType.FLOAT16,
            OnnxJavaType.DOUBLE,
            OnnxJavaType.INT64,
            OnnxJavaType.INT32,
            OnnxJavaType.UINT8,
            OnnxJavaType.INT8,
            OnnxJavaType.BOOL);

    private final OnnxJavaType type;
    private final ByteBuffer memory;
    private final OnnxTensor tensor;
    private final OnnxNetwork.Output output;

    /**
     * Reserves memory for what a run really gave.
     *
     * @param batch pictures that were fed
     * @throws InspectionFault MOD-02 when it gave no numbers, or too many
     */
    OutputMemory(OrtEnvironment environment, String model, String name, TensorInfo info, int batch)
            throws OrtException {
        type = info.type;
        if (!READ.contains(type)) {
            throw new InspectionFault(FaultCode.MOD_02, model, "its output " + name + " is of the type " + type);
        }
        long elements = info.getNumElements();
        if (elements < 1 || elements > OnnxNetwork.MOST_ELEMENTS) {
            String how = elements < 1 ? " is empty" : " is too large";
            throw new InspectionFault(FaultCode.MOD_02, model, "its output " + name + how);
        }
        memory =
                ByteBuffer.allocateDirect(Math.toIntExact(elements * type.size)).order(ByteOrder.nativeOrder());
        tensor = tensor(environment, info.getShape());
        List<Long> shape = new ArrayList<>();
        for (long d : info.getShape()) {
            shape.add(d);
        }
        boolean slots = batch > 1 && !shape.isEmpty() && shape.get(0) == batch;
        if (slots) {
            shape.set(0, 1L);
        }
        int read = Math.toIntExact(slots ? elements / batch : elements);
        FloatBuffer values =
                type == OnnxJavaType.FLOAT ? memory.asFloatBuffer().slice(0, read) : FloatBuffer.allocate(read);
        output = new OnnxNetwork.Output(name, List.copyOf(shape), values);
    }

    private OnnxTensor tensor(OrtEnvironment environment, long[] shape) throws OrtException {
        return switch (type) {
            case FLOAT16 -> OnnxTensor.createTensor(environment, memory.asShortBuffer(), shape, type);
            case DOUBLE -> OnnxTensor.createTensor(environment, memory.asDoubleBuffer(), shape);
            case INT64 -> OnnxTensor.createTensor(environment, memory.asLongBuffer(), shape);
            case INT32 -> OnnxTensor.createTensor(environment, memory.asIntBuffer(), shape);
            case UINT8, INT8, BOOL -> OnnxTensor.createTensor(environment, memory, shape, type);
            default -> OnnxTensor.createTensor(environment, memory.asFloatBuffer(), shape);
        };
    }

    OnnxTensor tensor() {
        return tensor;
    }

    OnnxNetwork.Output output() {
        return output;
    }

    /** Takes over what a run gave elsewhere. */
    void copy(OnnxTensor given) {
        ByteBuffer bytes = given.getByteBuffer();
        if (given.getInfo().type != type || bytes.remaining() != memory.capacity()) {
            throw new InspectionFault(FaultCode.MOD_09, "the output " + output.name() + " changed its size");
        }
        memory.put(0, bytes, bytes.position(), bytes.remaining());
    }

    /** Makes float32 of what the last run wrote; without effect on float32. */
    void decode() {
        if (type == OnnxJavaType.FLOAT) {
            return;
        }
        FloatBuffer values = output.values();
        for (int i = 0; i < values.capacity(); i++) {
            values.put(i, value(i));
        }
    }

    private float value(int i) {
        return switch (type) {
            case FLOAT16 -> Fp16Conversions.fp16ToFloat(memory.getShort(i * Short.BYTES));
            case DOUBLE -> (float) memory.getDouble(i * Double.BYTES);
            case INT64 -> memory.getLong(i * Long.BYTES);
            case INT32 -> memory.getInt(i * Integer.BYTES);
            case UINT8 -> memory.get(i) & 0xff;
            default -> memory.get(i);
        };
    }

    @Override
    public void close() {
        tensor.close();
    }
}
