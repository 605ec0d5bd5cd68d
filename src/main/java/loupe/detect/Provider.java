package loupe.detect;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import java.util.Map;

/** Where a model can run, best first: the order in which providers are tried. */
public enum Provider {
    TENSORRT("TensorRT"),
    CUDA("CUDA"),
    COREML("CoreML"),
    DIRECTML("DirectML"),
    CPU("CPU");

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
            case CPU -> OrtProvider.CPU;
        };
    }

    /** Adds this provider to a session's options. Throws where the runtime or a driver lacks it. */
    void addTo(OrtSession.SessionOptions options) throws OrtException {
        switch (this) {
            case TENSORRT -> addTensorRt(options);
            case CUDA -> addCuda(options);
            case COREML -> options.addCoreML(Map.of("ModelFormat", "MLProgram"));
            case DIRECTML -> addDirectMl(options);
            case CPU -> {} // always there, and last by itself
        }
    }

    private static void addTensorRt(OrtSession.SessionOptions options) throws OrtException {
        try (OrtTensorRTProviderOptions tensorRt = new OrtTensorRTProviderOptions(0)) {
            options.addTensorrt(tensorRt);
        }
        addCuda(options); // takes the nodes that TensorRT leaves
    }

    private static void addCuda(OrtSession.SessionOptions options) throws OrtException {
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(0)) {
            // the default, an exhaustive search, takes seconds for each new shape
            cuda.add("cudnn_conv_algo_search", "HEURISTIC");
            options.addCUDA(cuda);
        }
    }

    private static void addDirectMl(OrtSession.SessionOptions options) throws OrtException {
        options.setMemoryPatternOptimization(false); // DirectML refuses a session otherwise
        options.addDirectML(0);
    }
}
