package loupe.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.domain.ProviderMeasurement.ThreadTime;
import loupe.domain.ProviderTrial.Parity;
import org.junit.jupiter.api.Test;

class ProviderMeasurementTest {
    private static final ProviderTrial CPU = trial("CPU", 20, 6, Map.of());

    @Test
    void theFastestThatAgreesIsTaken() {
        ProviderTrial cuda = trial("CUDA", 4, 6, Map.of("CUDA", 90, "CPU", 3));
        ProviderTrial openVino = trial("OpenVINO", 9, 6, Map.of("OpenVINO", 1));
        assertThat(ProviderTrial.fastest(List.of(cuda, openVino, CPU))).contains(cuda);
    }

    @Test
    void whatIsFastButGivesOtherResultsIsNot() {
        ProviderTrial off = trial("TensorRT", 1, 5, Map.of("TensorRT", 1));
        assertThat(ProviderTrial.fastest(List.of(off, CPU))).contains(CPU);
        assertThat(ProviderTrial.isAlarming(List.of(off, CPU))).isTrue();
    }

    @Test
    void neitherIsWhatFellBackOrDidNotLoad() {
        ProviderTrial fell = trial("CUDA", 1, 6, Map.of("CPU", 93));
        ProviderTrial failed = ProviderTrial.failed("TensorRT", "not there", Optional.of("libnvinfer.so.10"), Map.of());
        assertThat(ProviderTrial.fastest(List.of(failed, fell, CPU))).contains(CPU);
        assertThat(ProviderTrial.isAlarming(List.of(failed, CPU)))
                .as("missing is no alarm")
                .isFalse();
        assertThat(ProviderTrial.isAlarming(List.of(fell, CPU))).isTrue();
    }

    @Test
    void moreThreadsMustBeWorthIt() {
        assertThat(threads(new ThreadTime(1, 20), new ThreadTime(2, 10.3), new ThreadTime(4, 10)))
                .contains(2);
        assertThat(threads(new ThreadTime(1, 20), new ThreadTime(2, 12), new ThreadTime(4, 10)))
                .contains(4);
        assertThat(threads()).isEmpty();
    }

    private static Optional<Integer> threads(ThreadTime... times) {
        return new ProviderMeasurement("", "", Instant.EPOCH, List.of(), List.of(times)).bestThreads();
    }

    private static ProviderTrial trial(String name, double ms, int same, Map<String, Integer> nodes) {
        Parity parity = new Parity(6, same, same == 6 ? 0.001 : 0.5, 0.01);
        return new ProviderTrial(name, true, "", Optional.empty(), ms, ms, Optional.of(parity), nodes);
    }
}
