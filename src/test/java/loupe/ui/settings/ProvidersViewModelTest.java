package loupe.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.access.Access;
import loupe.access.Diary;
import loupe.config.SettingsFile;
import loupe.domain.Acceleration.ConvSearch;
import loupe.domain.ProviderMeasurement;
import loupe.domain.ProviderMeasurement.ThreadTime;
import loupe.domain.ProviderTrial;
import loupe.domain.ProviderTrial.Parity;
import loupe.trace.AuditLog;
import loupe.ui.settings.ProvidersViewModel.Row;
import loupe.ui.settings.ProvidersViewModel.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of providers. The figures are invented: only the CPU could be measured here. */
class ProvidersViewModelTest {
    static final ProviderMeasurement INVENTED = new ProviderMeasurement(
            "ab",
            "ONNX Runtime 1.28.0 with CPU CUDA TENSOR_RT; Linux 6.1; driver 550.54; 8 processors; device 0,"
                    + " HEURISTIC, float32",
            Instant.parse("2026-11-22T09:12:00Z"),
            List.of(
                    ProviderTrial.failed(
                            "TensorRT",
                            "libnvinfer.so.10: cannot open shared object file",
                            Optional.of("libnvinfer.so.10"),
                            Map.of()),
                    ran("CUDA", 4.1, 4.6, 11, Map.of("CUDA", 93)),
                    ProviderTrial.failed("CoreML", ProviderTrial.NOT_BUILT, Optional.empty(), Map.of()),
                    ProviderTrial.failed("DirectML", "opened", Optional.empty(), Map.of("CPU", 93)),
                    ran("OpenVINO", 9.3, 11.8, 9, Map.of("OpenVINO", 1)),
                    ran("CPU", 21.2, 24.9, 11, Map.of())),
            List.of(new ThreadTime(1, 38.1), new ThreadTime(2, 21.2), new ThreadTime(4, 20.8)));

    /** A computer with a GPU whose TensorRT is not installed. */
    static final ProviderMeasurement WITH_GPU = new ProviderMeasurement(
            "ab",
            INVENTED.basis(),
            INVENTED.at(),
            List.of(
                    INVENTED.trials().get(0),
                    INVENTED.trials().get(1),
                    INVENTED.trials().get(2),
                    ProviderTrial.failed("DirectML", ProviderTrial.NOT_BUILT, Optional.empty(), Map.of()),
                    ProviderTrial.failed("OpenVINO", ProviderTrial.NOT_BUILT, Optional.empty(), Map.of()),
                    INVENTED.trials().get(5)),
            INVENTED.threads());

    @TempDir
    Path folder;

    private static ProviderTrial ran(String name, double p50, double p95, int same, Map<String, Integer> nodes) {
        Parity parity = new Parity(11, same, same == 11 ? 0.0004 : 0.21, name.equals("CPU") ? 0.001 : 0.01);
        return new ProviderTrial(name, true, "", Optional.empty(), p50, p95, Optional.of(parity), nodes);
    }

    @Test
    void everyProviderStandsSomewhere() {
        try (SettingsFile file = SettingsFile.open(folder.resolve("settings.json"))) {
            ProvidersViewModel model = model(file, () -> {});
            assertThat(model.truthProperty().get().rows())
                    .extracting(Row::standing)
                    .containsExactly(
                            Standing.MISSING,
                            Standing.NEXT,
                            Standing.MISSING,
                            Standing.FELL_BACK,
                            Standing.OTHER_RESULTS,
                            Standing.IN_USE);
            model.chooseProvider("CPU");
            assertThat(model.truthProperty().get().rows().get(1).standing()).isEqualTo(Standing.WORKS);
        }
    }

    @Test
    void choicesAreKept() {
        Path settings = folder.resolve("settings.json");
        try (SettingsFile file = SettingsFile.open(settings)) {
            ProvidersViewModel model = model(file, () -> {});
            model.chooseProvider("TensorRT");
            model.setDevice(1);
            model.setSearch(ConvSearch.EXHAUSTIVE);
            model.setHalf(true);
            model.setEngineCache(" /srv/engines ");
        }
        try (SettingsFile file = SettingsFile.open(settings)) {
            assertThat(file.get().compute().provider()).isEqualTo("TensorRT");
            assertThat(file.get().compute().acceleration().words()).isEqualTo("device 1, EXHAUSTIVE, float16");
            assertThat(file.get().compute().acceleration().engineCache()).isEqualTo("/srv/engines");
        }
    }

    @Test
    void whatWasMeasuredIsNotMeasuredUnasked() {
        List<String> asked = new ArrayList<>();
        try (SettingsFile file = SettingsFile.open(folder.resolve("settings.json"))) {
            ProvidersViewModel model = model(file, () -> asked.add("measure"));
            model.look();
            assertThat(asked).isEmpty();
            model.measure();
            assertThat(asked).hasSize(1);
        }
    }

    static SettingsDesk desk(ProviderMeasurement measured, SettingsFile file, Runnable measure) {
        SettingsDesk.Providers providers = new SettingsDesk.Providers(
                () -> Optional.of(measured),
                Optional::empty,
                () -> Optional.of("CPU"),
                Optional::empty,
                measure,
                task -> {});
        return new SettingsDesk(
                file, () -> {}, List::of, providers, Path.of("/home/anna/loupe"), "test", f -> {}, () -> {}, nobody());
    }

    private static SettingsDesk.Security nobody() {
        Access off = Access.open(Path.of("none"), Clock.systemUTC(), (act, what, who, why) -> {}, Diary.Past.NONE);
        return new SettingsDesk.Security(
                off, null, () -> new AuditLog(Path.of("none")).read().check(), () -> {});
    }

    private static ProvidersViewModel model(SettingsFile file, Runnable measure) {
        return new ProvidersViewModel(desk(INVENTED, file, measure), Runnable::run);
    }
}
