package loupe.detect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.detect.profile.Reference;
import loupe.domain.Progress;
import loupe.domain.ProviderTrial;
import loupe.domain.ProviderTrial.Parity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the doctor says of execution providers. Only the CPU's can be run here; the others are told by messages. */
class ProviderTrialTest {
    @TempDir
    Path folder;

    @Test
    void theCpuAgreesWithItselfAndItsNodesAreCounted() {
        Path model = TestModels.brightness(8, 8).contract().write(folder.resolve("m.onnx"));
        List<ProviderTrial> trials = ProviderTrials.of(model, ProviderPreference.AUTO, 3, Progress.NONE);
        assertThat(trials)
                .extracting(ProviderTrial::provider)
                .containsExactly("TensorRT", "CUDA", "CoreML", "DirectML", "OpenVINO", "CPU");
        ProviderTrial cpu = trials.get(trials.size() - 1);
        assertThat(cpu.ok()).isTrue();
        assertThat(cpu.agrees()).isTrue();
        Parity parity = cpu.parity().orElseThrow();
        assertThat(parity.difference()).isZero();
        assertThat(parity.tolerance()).as("I-12").isEqualTo(1e-3);
        assertThat(parity.pictures()).isEqualTo(parity.same()).isEqualTo(6);
        assertThat(cpu.p50Ms()).isPositive().isLessThanOrEqualTo(cpu.p95Ms());
        assertThat(cpu.isFallback()).isFalse();
    }

    @Test
    void withoutAModelThisComputerIsTried() {
        List<ProviderTrial> trials = ProviderTrials.ofThisComputer(ProviderPreference.AUTO, 2);
        assertThat(trials.get(trials.size() - 1).ok()).isTrue();
    }

    @Test
    void aProviderWithoutNodesFellBackSilently() {
        assertThat(cuda(Map.of("CPU", 12)).isFallback()).isTrue();
        assertThat(cuda(Map.of("CPU", 1, "CUDA", 11)).isFallback()).isFalse();
    }

    @Test
    void otherResultsDoNotAgree() {
        List<Reference> cpu = List.of(new Reference("a", 1, 0.5f, 1), new Reference("b", 200, 100, 200));
        List<Reference> other = List.of(new Reference("a", 1.02f, 0.5f, 1), new Reference("b", 200, 100, 200));
        Parity parity = ProviderTrials.parity(cpu, other, 0.01);
        assertThat(parity.same()).isEqualTo(1);
        assertThat(parity.pictures()).isEqualTo(2);
        assertThat(parity.difference()).isEqualTo(0.02, org.assertj.core.api.Assertions.within(1e-6));
        assertThat(parity.agrees()).isFalse();
    }

    /** The session that is going to be used is the one that is looked at; it runs on afterwards. */
    @Test
    void aProfiledSessionTellsWhereItsNodesRanAndGoesOn() throws OrtException {
        ModelFile file = ModelFile.of(TestModels.brightness(8, 8).contract().bytes(), "m");
        Feed feed = Feed.plain("input", 8, 8, List.of("anomaly_map", "pred_score"));
        try (OrtSession.SessionOptions options = Providers.options(1);
                NodePlacement placement = NodePlacement.watch(options);
                OnnxNetwork network = OnnxNetwork.open(file, feed, options)) {
            Map<String, Integer> nodes = placement.of(network);
            assertThat(nodes).containsOnlyKeys("CPU");
            assertThat(nodes.get("CPU")).as("three nodes, perhaps fused").isBetween(1, 3);
            assertThat(Providers.isFallback(nodes)).isTrue();
            network.run();
            assertThat(network.outputs()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Failed to load library libonnxruntime_providers_cuda.so with error: libcudnn.so.9: cannot open shared object file: No such file or directory | libcudnn.so.9",
                "dlopen: libnvinfer.so.10: cannot open shared object file | libnvinfer.so.10",
                "Error loading \"cudnn64_9.dll\" which is missing. | cudnn64_9.dll",
                "Failed to find CUDA shared provider | libonnxruntime_providers_cuda.so",
                "MOD-08 CUDA is not in this build of ONNX Runtime | ",
            })
    void theMissingLibraryIsNamed(String message, String library) {
        assertThat(ProviderTrials.missing(message)).isEqualTo(Optional.ofNullable(library));
    }

    @Test
    void profilesOfTheRuntimeNameAProviderForEveryNode() throws IOException {
        Path profile = Files.writeString(folder.resolve("p.json"), """
                [{"cat": "Session", "name": "model_loading", "args": {}},
                 {"cat": "Node", "name": "conv_kernel_time", "args": {"op_name": "Conv", "provider": "CUDAExecutionProvider"}},
                 {"cat": "Node", "name": "topk_kernel_time", "args": {"op_name": "TopK", "provider": "CPUExecutionProvider"}}]
                """);
        assertThat(NodePlacement.count(profile)).containsExactlyInAnyOrderEntriesOf(Map.of("CUDA", 1, "CPU", 1));
    }

    private static ProviderTrial cuda(Map<String, Integer> nodes) {
        return new ProviderTrial("CUDA", true, "", Optional.empty(), 1, 1, Optional.empty(), nodes);
    }
}
