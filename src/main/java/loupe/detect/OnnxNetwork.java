package loupe.detect;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session with the memory it works on: one input and its outputs lie in direct buffers that every run uses again, so
 * that a run neither allocates nor copies. One thread at a time.
 */
final class OnnxNetwork implements AutoCloseable {
    /** An output larger than this (256 MB) is no anomaly map: such a model is not run. */
    static final long MOST_ELEMENTS = 64L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(OnnxNetwork.class);

    private final OrtSession session;
    private final ByteBuffer input;
    private final OnnxTensor inputTensor;
    private final Map<String, OnnxTensor> feed;
    private final Map<String, OnnxTensor> pinned = new LinkedHashMap<>();
    private final List<Output> outputs = new ArrayList<>();
    private boolean copying;
    private boolean closed;

    /**
     * An output's place in memory, rewritten by every run.
     *
     * @param shape as the model really gives it
     * @param values row-major
     */
    record Output(String name, List<Long> shape, FloatBuffer values) {}

    private OnnxNetwork(OrtEnvironment environment, OrtSession session, Feed feed) throws OrtException {
        this.session = session;
        this.input = bytes((long) Feed.CHANNELS * feed.height() * feed.width());
        long[] shape = {1, Feed.CHANNELS, feed.height(), feed.width()};
        this.inputTensor = OnnxTensor.createTensor(environment, input.asFloatBuffer(), shape);
        this.feed = Map.of(feed.input(), inputTensor);
    }

    /**
     * Loads a model and runs it twice on grey: once to learn the shapes of its outputs, once into the memory reserved
     * for them.
     *
     * @throws InspectionFault MOD-01, MOD-04, MOD-07 when it cannot be loaded; MOD-02 when it does not run, or gives
     *     something else than numbers
     */
    static OnnxNetwork open(ModelFile file, Feed feed, OrtSession.SessionOptions options) {
        OrtEnvironment environment = Ort.environment();
        OrtSession session = file.createSession(environment, options);
        OnnxNetwork network = null;
        boolean ready = false;
        try {
            checkDeclared(file.name(), session, feed);
            network = new OnnxNetwork(environment, session, feed);
            network.warmUp(environment, file.name(), feed);
            ready = true;
            return network;
        } catch (OrtException e) {
            String reason = "it does not run on " + feed.width() + "×" + feed.height() + " pixels: " + Ort.reason(e);
            throw new InspectionFault(FaultCode.MOD_02, e, file.name(), reason);
        } finally {
            if (!ready) {
                close(network == null ? session : network);
            }
        }
    }

    /** The input, {@code 3 × height × width} floats in planes; written by the caller before {@link #run}. */
    ByteBuffer input() {
        return input;
    }

    List<Output> outputs() {
        return outputs;
    }

    /**
     * Runs the model from {@link #input} into {@link #outputs}.
     *
     * @throws InspectionFault MOD-09
     */
    void run() {
        try {
            if (copying) {
                runAndCopy();
            } else {
                session.run(feed, pinned).close();
            }
        } catch (OrtException e) {
            throw new InspectionFault(FaultCode.MOD_09, e, Ort.reason(e));
        }
    }

    private void runAndCopy() throws OrtException {
        try (OrtSession.Result result = session.run(feed, pinned.keySet())) {
            for (Output output : outputs) {
                OnnxTensor given = (OnnxTensor) result.get(output.name()).orElseThrow();
                FloatBuffer values = given.getFloatBuffer();
                if (values.remaining() != output.values().capacity()) {
                    throw new InspectionFault(FaultCode.MOD_09, "the output " + output.name() + " changed its size");
                }
                output.values().put(0, values, 0, values.remaining());
            }
        }
    }

    private void warmUp(OrtEnvironment environment, String model, Feed wanted) throws OrtException {
        FloatBuffer grey = input.asFloatBuffer();
        for (int i = 0; i < grey.capacity(); i++) {
            grey.put(i, 0.5f);
        }
        Set<String> names = new LinkedHashSet<>(wanted.outputs());
        try (OrtSession.Result result = session.run(feed, names)) {
            for (String name : names) {
                OnnxValue value = result.get(name).orElseThrow();
                pin(environment, name, shape(model, name, value));
            }
        }
        try {
            session.run(feed, pinned).close();
        } catch (
                OrtException e) { // the runtime holds reserved memory, and only that, to a declared shape that is wrong
            LOG.info("{} declares other shapes than it gives: {}", model, Ort.reason(e));
            copying = true;
            runAndCopy();
        }
    }

    private void pin(OrtEnvironment environment, String name, long[] shape) throws OrtException {
        long elements = 1;
        List<Long> sizes = new ArrayList<>();
        for (long d : shape) {
            elements *= d;
            sizes.add(d);
        }
        FloatBuffer values = bytes(elements).asFloatBuffer();
        pinned.put(name, OnnxTensor.createTensor(environment, values, shape));
        outputs.add(new Output(name, List.copyOf(sizes), values));
    }

    private static long[] shape(String model, String name, OnnxValue value) {
        if (value.getInfo() instanceof TensorInfo info && info.type == OnnxJavaType.FLOAT) {
            if (info.getNumElements() < 1) {
                throw new InspectionFault(FaultCode.MOD_02, model, "its output " + name + " is empty");
            }
            return info.getShape();
        }
        throw new InspectionFault(
                FaultCode.MOD_02, model, "its output " + name + " is not float32 but " + value.getInfo());
    }

    private static void checkDeclared(String model, OrtSession session, Feed feed) throws OrtException {
        for (var node : session.getOutputInfo().entrySet()) {
            if (feed.outputs().contains(node.getKey()) && node.getValue().getInfo() instanceof TensorInfo info) {
                List<Long> sizes = new ArrayList<>();
                for (long d : info.getShape()) {
                    sizes.add(d);
                }
                checkSize(model, new TensorPort(node.getKey(), "float32", sizes));
            }
        }
    }

    /** Refuses an output that would fill the memory. */
    static void checkSize(String model, TensorPort output) {
        if (output.elements() > MOST_ELEMENTS) {
            throw new InspectionFault(FaultCode.MOD_02, model, "its output is too large: " + output);
        }
    }

    private static ByteBuffer bytes(long floats) {
        return ByteBuffer.allocateDirect(Math.toIntExact(floats * Float.BYTES)).order(ByteOrder.nativeOrder());
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.warn("A session could not be closed", e);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            pinned.values().forEach(OnnxTensor::close);
            inputTensor.close();
            close(session);
        }
    }
}
