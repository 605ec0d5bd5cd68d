package loupe.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;
import loupe.domain.Acceleration;
import loupe.domain.Acceleration.ConvSearch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The options reach the runtime in its own words; where the provider is not there, loading it fails for real. */
class ProviderOptionsTest {
    private static final Acceleration CHOSEN = new Acceleration(1, ConvSearch.EXHAUSTIVE, true, "/var/engines");

    @Test
    void cudaIsToldDeviceAndSearch() {
        assertThat(Provider.cuda(CHOSEN))
                .containsExactlyInAnyOrderEntriesOf(Map.of("device_id", "1", "cudnn_conv_algo_search", "EXHAUSTIVE"));
    }

    @Test
    void tensorRtIsToldDeviceFloat16AndWhereEnginesAreKept() {
        assertThat(Provider.tensorRt(CHOSEN))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "device_id", "1",
                        "trt_fp16_enable", "1",
                        "trt_engine_cache_enable", "1",
                        "trt_engine_cache_path", "/var/engines",
                        "trt_timing_cache_enable", "1",
                        "trt_timing_cache_path", "/var/engines"));
        assertThat(Provider.tensorRt(Acceleration.DEFAULT))
                .containsExactlyInAnyOrderEntriesOf(Map.of("device_id", "0", "trt_fp16_enable", "0"));
    }

    @Test
    void theCpuIsToldThreadsAndNotToSpin() throws OrtException {
        Ort.environment();
        try (OrtSession.SessionOptions options = Providers.options(3)) {
            assertThat(options.getConfigEntries()).containsEntry("session.intra_op.allow_spinning", "0");
        }
    }

    @Test
    void aLibraryThatIsNotThereIsNamed() throws OrtException {
        Ort.environment();
        boolean built = OrtEnvironment.getAvailableProviders().contains(Provider.CUDA.inRuntime());
        Assumptions.assumeFalse(built, "skipped: this runtime has CUDA");
        try (OrtSession.SessionOptions options = Providers.options(1)) {
            assertThatThrownBy(() -> Provider.CUDA.addTo(options, CHOSEN))
                    .isInstanceOfSatisfying(
                            OrtException.class,
                            e -> assertThat(ProviderTrials.missing(Ort.reason(e)))
                                    .contains(System.mapLibraryName("onnxruntime_providers_cuda")));
        }
    }
}
