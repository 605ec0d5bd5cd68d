package loupe.detect;

import static loupe.detect.Faults.assertFault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import loupe.domain.FaultCode;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersTest {
    @TempDir
    Path folder;

    @Test
    void whatWasNotTakenIsExplained() {
        try (OnnxDetector detector = Detectors.open(model(), ProviderPreference.AUTO)) {
            List<ProviderAttempt> attempts = detector.attempts();
            ProviderAttempt used = attempts.get(attempts.size() - 1);
            assertThat(used).isEqualTo(new ProviderAttempt(detector.info().provider(), true, ""));
            assertThat(attempts.subList(0, attempts.size() - 1))
                    .allSatisfy(a -> assertThat(a.reason()).isNotEmpty())
                    .noneMatch(ProviderAttempt::ok);
        }
    }

    @Test
    void aProviderThatWasAskedForIsNotReplaced() {
        ProviderPreference wanted = ProviderPreference.parse("TensorRT");
        Assumptions.assumeFalse(OnnxModels.probe().get(0).ok(), "skipped: TensorRT works here");
        assertFault(() -> Detectors.open(model(), wanted).close(), "TensorRT").isEqualTo(FaultCode.MOD_08);
    }

    @Test
    void namesAreReadInAnyCase() {
        assertThat(ProviderPreference.parse("auto")).isEqualTo(ProviderPreference.AUTO);
        assertThat(ProviderPreference.parse(" Cpu ")).isEqualTo(ProviderPreference.CPU);
        assertThat(ProviderPreference.parse("coreml").only()).contains(Provider.COREML);
        assertFault(() -> ProviderPreference.parse("abacus"), "abacus", "TensorRT, CUDA")
                .isEqualTo(FaultCode.MOD_08);
    }

    @Test
    void atLeastOneThread() {
        assertThat(ProviderPreference.AUTO.threads()).isBetween(1, 4);
        assertThatThrownBy(() -> ProviderPreference.CPU.withThreads(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneThreadGivesTheSame() {
        Path model = model();
        var image = TestModels.filled(40, 30, loupe.domain.PixelOrder.RGB8, 3, 77, 200, 31);
        try (OnnxDetector one = Detectors.open(model, ProviderPreference.CPU.withThreads(1));
                OnnxDetector two = Detectors.open(model, ProviderPreference.CPU.withThreads(2))) {
            assertThat(one.predict(image).map().scores())
                    .containsExactly(two.predict(image).map().scores());
        }
    }

    private Path model() {
        return TestModels.brightness(64, 64).contract().write(folder.resolve("m.onnx"));
    }
}
