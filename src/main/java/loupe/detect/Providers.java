package loupe.detect;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.ProviderTrial;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds where a model runs by running it there: TensorRT, CUDA, CoreML, DirectML, OpenVINO, then the CPU, as far as
 * the runtime on the class path has them. For a GPU build with the {@code gpu} profile, or point
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
     * @param nodes provider as the runtime names it → nodes of this very session that ran there; empty on the CPU,
     *     where nothing else is possible
     */
    record Opened(OnnxNetwork network, Provider provider, List<ProviderAttempt> attempts, Map<String, Integer> nodes) {}

    /**
     * Opens a model on the best provider that the preference allows.
     *
     * @throws InspectionFault MOD-08 when one provider was asked for and does not work, MOD-13 when it runs none of the
     *     model's nodes; else the CPU's fault, see
     *     {@link OnnxNetwork#open}
     */
    static Opened open(ModelFile file, Feed feed, ProviderPreference preference) {
        Ort.environment();
        Set<OrtProvider> available = OrtEnvironment.getAvailableProviders();
        List<ProviderAttempt> attempts = new ArrayList<>();
        for (Provider provider : preference.only().map(List::of).orElseGet(() -> List.of(Provider.values()))) {
            if (!available.contains(provider.inRuntime())) {
                attempts.add(new ProviderAttempt(provider.label(), false, ProviderTrial.NOT_BUILT));
                continue;
            }
            try {
                Opened opened = open(file, feed, provider, preference);
                attempts.add(new ProviderAttempt(provider.label(), true, ""));
                LOG.info("{} runs on {} {}", file.name(), provider.label(), opened.nodes());
                return new Opened(opened.network(), provider, List.copyOf(attempts), opened.nodes());
            } catch (InspectionFault fault) {
                boolean fellBack =
                        fault.code() == FaultCode.MOD_13 && preference.only().isPresent();
                if (provider == Provider.CPU || fellBack) {
                    throw fault;
                }
                LOG.info("{} does not run on {}: {}", file.name(), provider.label(), fault.getMessage());
                String reason = fault.code() == FaultCode.MOD_08
                        ? String.valueOf(fault.args().get(1))
                        : fault.getMessage();
                attempts.add(new ProviderAttempt(provider.label(), false, reason));
            }
        }
        ProviderAttempt last = attempts.get(attempts.size() - 1);
        throw new InspectionFault(FaultCode.MOD_08, last.name(), last.reason());
    }

    private static Opened open(ModelFile file, Feed feed, Provider provider, ProviderPreference preference) {
        try (OrtSession.SessionOptions options = options(preference.threads())) {
            provider.addTo(options, preference.acceleration());
            if (provider == Provider.CPU) {
                return new Opened(OnnxNetwork.open(file, feed, options), provider, List.of(), Map.of());
            }
            try (NodePlacement placement = NodePlacement.watch(options)) {
                OnnxNetwork network = OnnxNetwork.open(file, feed, options);
                return new Opened(network, provider, List.of(), checked(network, provider, placement));
            }
        } catch (OrtException e) {
            throw new InspectionFault(FaultCode.MOD_08, e, provider.label(), Ort.reason(e));
        }
    }

    /** Where the nodes of a session that was just warmed up ran; it is closed when that is not the provider. */
    private static Map<String, Integer> checked(OnnxNetwork network, Provider provider, NodePlacement placement) {
        boolean good = false;
        try {
            Map<String, Integer> nodes = placement.of(network);
            if (isFallback(nodes)) {
                throw new InspectionFault(FaultCode.MOD_13, provider.label(), nodes.get(Provider.CPU.label()));
            }
            good = true;
            return nodes;
        } finally {
            if (!good) {
                network.close();
            }
        }
    }

    static boolean isFallback(Map<String, Integer> nodes) {
        return !nodes.isEmpty() && nodes.keySet().stream().allMatch(Provider.CPU.label()::equals);
    }

    static OrtSession.SessionOptions options(int threads) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        boolean ready = false;
        try {
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.setIntraOpNumThreads(threads);
            // spinning costs a core between two frames and gains nothing measurable
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            ready = true;
            return options;
        } finally {
            if (!ready) {
                options.close();
            }
        }
    }
}
