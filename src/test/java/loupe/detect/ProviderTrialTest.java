package loupe.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        List<ProviderTrial> trials = ProviderTrial.of(model, 3);
        assertThat(trials).extracting(ProviderTrial::provider).contains("TensorRT", "CUDA", "CPU");
        ProviderTrial cpu = trials.get(trials.size() - 1);
        assertThat(cpu.ok()).isTrue();
        assertThat(cpu.agrees()).isTrue();
        assertThat(cpu.difference()).isZero();
        assertThat(cpu.nanos()).hasSize(3).isSorted();
        assertThat(cpu.nodes().get("CPU")).as("three nodes, perhaps fused").isBetween(1, 6);
        assertThat(cpu.isFallback()).isFalse();
    }

    @Test
    void withoutAModelThisComputerIsTried() {
        List<ProviderTrial> trials = ProviderTrial.ofThisComputer(2);
        assertThat(trials.get(trials.size() - 1).ok()).isTrue();
    }

    @Test
    void aProviderWithoutNodesFellBackSilently() {
        assertThat(cuda(Map.of("CPU", 12)).isFallback()).isTrue();
        assertThat(cuda(Map.of("CPU", 1, "CUDA", 11)).isFallback()).isFalse();
    }

    @Test
    void otherResultsDoNotAgree() {
        ProviderTrial off =
                new ProviderTrial("CUDA", true, "", Optional.empty(), new long[] {1}, 0.02, 0.01, Map.of("CUDA", 3));
        assertThat(off.agrees()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Failed to load library libonnxruntime_providers_cuda.so with error: libcudnn.so.9: cannot open shared object file: No such file or directory | libcudnn.so.9",
                "dlopen: libnvinfer.so.10: cannot open shared object file | libnvinfer.so.10",
                "Error loading \"cudnn64_9.dll\" which is missing. | cudnn64_9.dll",
                "MOD-08 CUDA is not in this build of ONNX Runtime | ",
            })
    void theMissingLibraryIsNamed(String message, String library) {
        assertThat(ProviderTrial.missing(message)).isEqualTo(Optional.ofNullable(library));
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
        return new ProviderTrial("CUDA", true, "", Optional.empty(), new long[] {1}, 0, 0.01, nodes);
    }
}
