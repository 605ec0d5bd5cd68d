package loupe.detect;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loupe.detect.profile.TensorPort;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session with the memory it works on: inputs and outputs lie in direct buffers that every run uses again, so that a
 * run neither allocates nor copies float32. One thread at a time.
 */
final class OnnxNetwork implements AutoCloseable {
    /** An output larger than this (256 MB) is no anomaly map: such a model is not run. */
    static final long MOST_ELEMENTS = 64L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(OnnxNetwork.class);

    private final OrtSession session;
    private final InputMemory inputs;
    private final Map<String, OutputMemory> memories = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> pinned = new LinkedHashMap<>();
    private final List<Output> outputs = new ArrayList<>();
    private boolean copying;
    private boolean closed;

    /**
     * An output of the last run, of its first picture.
     *
     * @param shape as the model really gives it
     * @param values row-major
     */
    record Output(String name, List<Long> shape, FloatBuffer values) {}

    private OnnxNetwork(OrtSession session, InputMemory inputs) {
        this.session = session;
        this.inputs = inputs;
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
            network = new OnnxNetwork(
                    session, new InputMemory(environment, feed, file.outline().inputs()));
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

    /** The picture's memory in the input's type and layout; written by the caller before {@link #run}. */
    ByteBuffer input() {
        return inputs.picture();
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
                session.run(inputs.tensors(), pinned).close();
            }
            memories.values().forEach(OutputMemory::decode);
        } catch (OrtException e) {
            throw new InspectionFault(FaultCode.MOD_09, e, Ort.reason(e));
        }
    }

    /** Ends the profile that the session was opened with; its file. Further runs are not profiled. */
    Path endProfiling() throws OrtException {
        return Path.of(session.endProfiling());
    }

    private void runAndCopy() throws OrtException {
        try (OrtSession.Result result = session.run(inputs.tensors(), pinned.keySet())) {
            for (Map.Entry<String, OutputMemory> memory : memories.entrySet()) {
                memory.getValue().copy((OnnxTensor) result.get(memory.getKey()).orElseThrow());
            }
        }
    }

    private void warmUp(OrtEnvironment environment, String model, Feed wanted) throws OrtException {
        Set<String> names = new LinkedHashSet<>(wanted.outputs());
        try (OrtSession.Result result = session.run(inputs.tensors(), names)) {
            for (String name : names) {
                TensorInfo info = info(model, name, result.get(name).orElseThrow());
                OutputMemory memory = new OutputMemory(
                        environment, model, name, info, wanted.port().batch());
                memories.put(name, memory);
                pinned.put(name, memory.tensor());
                outputs.add(memory.output());
            }
        }
        try {
            session.run(inputs.tensors(), pinned).close();
        } catch (
                OrtException e) { // the runtime holds reserved memory, and only that, to a declared shape that is wrong
            LOG.info("{} declares other shapes than it gives: {}", model, Ort.reason(e));
            copying = true;
            runAndCopy();
        }
    }

    private static TensorInfo info(String model, String name, OnnxValue value) {
        if (value.getInfo() instanceof TensorInfo info) {
            return info;
        }
        throw new InspectionFault(FaultCode.MOD_02, model, "its output " + name + " is no tensor: " + value.getInfo());
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
            memories.values().forEach(OutputMemory::close);
            inputs.close();
            close(session);
        }
    }
}
