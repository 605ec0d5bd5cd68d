package loupe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import loupe.Await;
import loupe.config.Home;
import loupe.config.Settings;
import loupe.config.Settings.Compute;
import loupe.detect.OnnxModels;
import loupe.detect.Provider;
import loupe.detect.ProviderAttempt;
import loupe.domain.Acceleration;
import loupe.domain.DetectorInfo;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.ProviderMeasurement;
import loupe.domain.ProviderMeasurement.ThreadTime;
import loupe.domain.ProviderTrial;
import loupe.domain.ProviderTrial.Parity;
import loupe.domain.Recipe;
import loupe.station.StationState;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Providers are measured once, remembered, and a line that got less than it should have says so. */
@Timeout(120)
class ProviderTruthTest {
    @TempDir
    Path folder;

    @Test
    void theFirstStartMeasuresInTheBackgroundAndTheSecondRemembers() {
        ProviderMeasurement first;
        try (Workstation station = Workstation.open(new Home(folder))) {
            Recipe recipe = start(station);
            await(() -> station.providers().of(recipe).isPresent());
            first = station.providers().of(recipe).orElseThrow();
            assertThat(first.of("CPU").orElseThrow().isUsable()).isTrue();
            assertThat(first.of("CPU").flatMap(ProviderTrial::parity))
                    .hasValueSatisfying(p -> assertThat(p.same()).isEqualTo(p.pictures()));
            assertThat(first.threads()).isNotEmpty();
            assertThat(first.trials()).hasSize(Provider.values().length);
        }
        try (Workstation station = Workstation.open(new Home(folder))) {
            Recipe recipe = start(station);
            await(() -> station.line().state() == StationState.RUNNING);
            assertThat(station.providers().of(recipe)).contains(first);
            station.settings()
                    .update(s -> s.withCompute(s.compute().withAcceleration(Acceleration.DEFAULT.withDevice(1))));
            assertThat(station.providers().of(recipe)).as("other options").isEmpty();
        }
    }

    @Test
    void aRecipeThatTakesOverTheLineMeanwhileIsMeasuredToo() {
        try (Workstation station = Workstation.open(new Home(folder))) {
            Recipe first = start(station);
            await(() -> station.providers().measuring().isPresent());
            Recipe second = BrightModel.store(station.recipes(), "smaller", 0.9, 32);
            assertThat(second.modelSha256()).isNotEqualTo(first.modelSha256());
            station.swapRecipe(second);
            await(() -> station.providers().of(second).isPresent());
            assertThat(station.providers().of(first)).isPresent();
        }
    }

    @Test
    void whatIsDamagedIsMeasuredAgain() throws IOException {
        try (Workstation station = Workstation.open(new Home(folder))) {
            Recipe recipe = BrightModel.store(station.recipes(), "bright", 0.9);
            Path file = folder.resolve("providers/" + recipe.modelSha256() + ".json");
            Files.createDirectories(file.getParent());
            Files.writeString(file, "{\"version\": 1, \"trials\": [");
            assertThat(station.providers().of(recipe)).isEmpty();
            station.providers().measure(Optional.of(recipe));
            await(() -> station.providers().of(recipe).isPresent());
        }
    }

    /** Fails to load for real: the runtime on the class path has no CUDA. */
    @Test
    void aLineThatShouldRunElsewhereRunsOnTheCpuAndSaysSo() {
        Assumptions.assumeFalse(
                OnnxModels.probe().stream().filter(a -> a.name().equals("CUDA")).anyMatch(ProviderAttempt::ok),
                "skipped: CUDA works here");
        try (Workstation station = Workstation.open(new Home(folder))) {
            station.settings().update(s -> s.withCompute(s.compute().withProvider("cuda")));
            start(station);
            await(() -> station.line().stats().inspected() > 0);
            assertThat(station.line().detector()).map(DetectorInfo::provider).contains("CPU");
            assertThat(station.inspectors().alarm()).hasValueSatisfying(alarm -> {
                assertThat(alarm.code()).isEqualTo(FaultCode.MOD_14);
                assertThat(alarm.getMessage()).contains("CUDA", "not in this build");
            });
            station.settings().update(s -> s.withCompute(s.compute().withProvider("cpu")));
            station.restartLine();
            await(() -> station.inspectors().alarm().isEmpty());
        }
    }

    @Test
    void beforeAnythingWasMeasuredTheCpuIsTaken() {
        assertThat(ProviderChoice.of(Compute.DEFAULT, Optional.empty()).provider())
                .isEqualTo(Provider.CPU);
    }

    @Test
    void thenTheFastestThatAgreesWithItsThreads() {
        ProviderChoice choice = ProviderChoice.of(Compute.DEFAULT, Optional.of(measured(6)));
        assertThat(choice.provider()).isEqualTo(Provider.CUDA);
        assertThat(choice.threads()).isEqualTo(2);
        assertThat(ProviderChoice.of(Compute.DEFAULT, Optional.of(measured(5))).provider())
                .isEqualTo(Provider.CPU);
    }

    @Test
    void aChosenProviderThatGivesOtherResultsIsRefused() {
        Compute cuda = Settings.DEFAULT.compute().withProvider("CUDA");
        ProviderChoice choice = ProviderChoice.of(cuda, Optional.of(measured(5)));
        assertThat(choice.provider()).isEqualTo(Provider.CUDA);
        assertThatThrownBy(() -> choice.check("m.onnx"))
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(FaultCode.MOD_11));
        ProviderChoice.of(cuda, Optional.of(measured(6))).check("m.onnx");
    }

    private static ProviderMeasurement measured(int same) {
        ProviderTrial cuda = trial("CUDA", 4, same, Map.of("CUDA", 12));
        ProviderTrial cpu = trial("CPU", 20, 6, Map.of());
        List<ThreadTime> threads = List.of(new ThreadTime(1, 20), new ThreadTime(2, 10));
        return new ProviderMeasurement("m", "b", Instant.EPOCH, List.of(cuda, cpu), threads);
    }

    private static ProviderTrial trial(String name, double ms, int same, Map<String, Integer> nodes) {
        Parity parity = new Parity(6, same, same == 6 ? 0 : 0.3, 0.01);
        return new ProviderTrial(name, true, "", Optional.empty(), ms, ms, Optional.of(parity), nodes);
    }

    private static Recipe start(Workstation station) {
        Recipe recipe = BrightModel.store(station.recipes(), "bright", 0.9);
        station.settings().update(s -> s.withSource("demo:?rate=5&seed=7"));
        station.startLine(recipe);
        return recipe;
    }

    private static void await(BooleanSupplier condition) {
        Await.until(condition, Duration.ofMinutes(1));
    }
}
