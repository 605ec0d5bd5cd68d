package loupe.detect;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import java.util.Map;
import java.util.TreeMap;
import loupe.domain.Acceleration;

/** Where a model can run, best first: the order in which providers are tried. */
public enum Provider {
    TENSORRT("TensorRT"),
    CUDA("CUDA"),
    COREML("CoreML"),
    DIRECTML("DirectML"),
    OPENVINO("OpenVINO"),
    CPU("CPU");

    /** Intel's own choice: its GPU where there is one. */
    private static final String OPENVINO_DEVICE = "AUTO:GPU,CPU";

    private final String label;

    Provider(String label) {
        this.label = label;
    }

    /** As people write it, for example {@code TensorRT}. */
    public String label() {
        return label;
    }

    OrtProvider inRuntime() {
        return switch (this) {
            case TENSORRT -> OrtProvider.TENSOR_RT;
            case CUDA -> OrtProvider.CUDA;
            case COREML -> OrtProvider.CORE_ML;
            case DIRECTML -> OrtProvider.DIRECT_ML;
            case OPENVINO -> OrtProvider.OPEN_VINO;
            case CPU -> OrtProvider.CPU;
        };
    }

    /** Adds this provider to a session's options. Throws where the runtime or a driver lacks it. */
    void addTo(OrtSession.SessionOptions options, Acceleration chosen) throws OrtException {
        switch (this) {
            case TENSORRT -> addTensorRt(options, chosen);
            case CUDA -> addCuda(options, chosen);
            case COREML -> options.addCoreML(Map.of("ModelFormat", "MLProgram"));
            case DIRECTML -> addDirectMl(options, chosen);
            case OPENVINO -> options.addOpenVINO(OPENVINO_DEVICE);
            case CPU -> {} // always there, and last by itself
        }
    }

    private static void addTensorRt(OrtSession.SessionOptions options, Acceleration chosen) throws OrtException {
        try (OrtTensorRTProviderOptions tensorRt = new OrtTensorRTProviderOptions(chosen.device())) {
            for (Map.Entry<String, String> word : tensorRt(chosen).entrySet()) {
                tensorRt.add(word.getKey(), word.getValue());
            }
            options.addTensorrt(tensorRt);
        }
        addCuda(options, chosen); // takes the nodes that TensorRT leaves
    }

    private static void addCuda(OrtSession.SessionOptions options, Acceleration chosen) throws OrtException {
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(chosen.device())) {
            for (Map.Entry<String, String> word : cuda(chosen).entrySet()) {
                cuda.add(word.getKey(), word.getValue());
            }
            options.addCUDA(cuda);
        }
    }

    private static void addDirectMl(OrtSession.SessionOptions options, Acceleration chosen) throws OrtException {
        options.setMemoryPatternOptimization(false); // DirectML refuses a session otherwise
        options.addDirectML(chosen.device());
    }

    /** The options in the runtime's words. */
    static Map<String, String> cuda(Acceleration chosen) {
        return new TreeMap<>(Map.of(
                "device_id", Integer.toString(chosen.device()),
                "cudnn_conv_algo_search", chosen.search().name()));
    }

    /** The same for TensorRT. Engines are built once for a model, which takes minutes, and kept in the folder. */
    static Map<String, String> tensorRt(Acceleration chosen) {
        Map<String, String> words = new TreeMap<>(
                Map.of("device_id", Integer.toString(chosen.device()), "trt_fp16_enable", chosen.half() ? "1" : "0"));
        if (!chosen.engineCache().isEmpty()) {
            words.put("trt_engine_cache_enable", "1");
            words.put("trt_engine_cache_path", chosen.engineCache());
            words.put("trt_timing_cache_enable", "1");
            words.put("trt_timing_cache_path", chosen.engineCache());
        }
        return words;
    }
}
