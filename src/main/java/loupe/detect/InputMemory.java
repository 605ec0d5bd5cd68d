package loupe.detect;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loupe.detect.profile.TensorPort;

/** What a network is fed with, in memory that every run uses again: one picture, and numbers that stay. */
final class InputMemory implements AutoCloseable {
    private static final byte GREY = (byte) 128;
    private static final short HALF_AS_FLOAT16 = 0x3800;

    private final ByteBuffer picture;
    private final Map<String, OnnxTensor> tensors = new HashMap<>();

    /** Reserves the memory; the picture is grey. */
    InputMemory(OrtEnvironment environment, Feed feed, List<TensorPort> declared) throws OrtException {
        picture = ByteBuffer.allocateDirect(feed.bytes()).order(ByteOrder.nativeOrder());
        long[] shape = feed.port().shape(feed.width(), feed.height());
        tensors.put(feed.port().name(), tensor(environment, feed, shape));
        for (Map.Entry<String, Double> scalar : feed.scalars().entrySet()) {
            FloatBuffer value = ByteBuffer.allocateDirect(Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer()
                    .put(0, scalar.getValue().floatValue());
            boolean flat = declared.stream()
                    .anyMatch(
                            p -> p.name().equals(scalar.getKey()) && !p.shape().isEmpty());
            tensors.put(
                    scalar.getKey(), OnnxTensor.createTensor(environment, value, flat ? new long[] {1} : new long[0]));
        }
    }

    private OnnxTensor tensor(OrtEnvironment environment, Feed feed, long[] shape) throws OrtException {
        switch (feed.port().type()) {
            case FLOAT16 -> {
                for (int i = 0; i < picture.capacity(); i += Short.BYTES) {
                    picture.putShort(i, HALF_AS_FLOAT16);
                }
                return OnnxTensor.createTensor(environment, picture.asShortBuffer(), shape, OnnxJavaType.FLOAT16);
            }
            case UINT8 -> {
                for (int i = 0; i < picture.capacity(); i++) {
                    picture.put(i, GREY);
                }
                return OnnxTensor.createTensor(environment, picture, shape, OnnxJavaType.UINT8);
            }
            default -> {
                for (int i = 0; i < picture.capacity(); i += Float.BYTES) {
                    picture.putFloat(i, 0.5f);
                }
                return OnnxTensor.createTensor(environment, picture.asFloatBuffer(), shape);
            }
        }
    }

    /** The picture's bytes, in the input's type and layout. */
    ByteBuffer picture() {
        return picture;
    }

    Map<String, OnnxTensor> tensors() {
        return tensors;
    }

    @Override
    public void close() {
        tensors.values().forEach(OnnxTensor::close);
    }
}
