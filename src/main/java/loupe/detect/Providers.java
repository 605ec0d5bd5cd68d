package loupe.detect;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds where a model runs by running it there: TensorRT, CUDA, CoreML, DirectML, then the CPU, as far as the runtime
 * on the class path has them. For a GPU build with the {@code gpu} profile, or point
 * {@code -Donnxruntime.native.path=DIR} at the natives of the GPU package of the same version; the runtime honours it.
 *
 * <p>Only the CPU's path has been executed; no machine with a GPU was at hand.
 */
final class Providers {
    private static final Logger LOG = LoggerFactory.getLogger(Providers.class);

    private Providers() {}

    /**
     * A network where it really runs.
     *
     * @param attempts what was tried, in order; the last one is {@code provider}
     */
    record Opened(OnnxNetwork network, Provider provider, List<ProviderAttempt> attempts) {}

    /**
     * Opens a model on the best provider that the preference allows.
     *
     * @throws InspectionFault MOD-08 when one provider was asked for and does not work; else the CPU's fault, see
     *     {@link OnnxNetwork#open}
     */
    static Opened open(ModelFile file, Feed feed, ProviderPreference preference) {
        Ort.environment();
        Set<OrtProvider> available = OrtEnvironment.getAvailableProviders();
        List<ProviderAttempt> attempts = new ArrayList<>();
        for (Provider provider : preference.only().map(List::of).orElseGet(() -> List.of(Provider.values()))) {
            if (!available.contains(provider.inRuntime())) {
                attempts.add(new ProviderAttempt(provider.label(), false, "not in this build of ONNX Runtime"));
                continue;
            }
            try {
                OnnxNetwork network = open(file, feed, provider, preference.threads());
                attempts.add(new ProviderAttempt(provider.label(), true, ""));
                LOG.info("{} runs on {}", file.name(), provider.label());
                return new Opened(network, provider, List.copyOf(attempts));
            } catch (InspectionFault fault) {
                if (provider == Provider.CPU) {
                    throw fault;
                }
                LOG.info("{} does not run on {}: {}", file.name(), provider.label(), fault.getMessage());
                attempts.add(new ProviderAttempt(provider.label(), false, fault.getMessage()));
            }
        }
        ProviderAttempt last = attempts.get(attempts.size() - 1);
        throw new InspectionFault(FaultCode.MOD_08, last.name(), last.reason());
    }

    private static OnnxNetwork open(ModelFile file, Feed feed, Provider provider, int threads) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.setIntraOpNumThreads(threads);
            // spinning costs a core between two frames and gains nothing measurable
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            provider.addTo(options);
            return OnnxNetwork.open(file, feed, options);
        } catch (OrtException e) {
            throw new InspectionFault(FaultCode.MOD_08, e, provider.label(), Ort.reason(e));
        }
    }
}
