package loupe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loupe.config.Home;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.trace.AuditLog;
import loupe.ui.imports.StrangeModels;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes from elsewhere passes one gate, whichever way it takes, and is written down before it is kept. */
class RecipeExchangeTest {
    @TempDir
    Path folder;

    private Workstation station;
    private Path model;

    @BeforeEach
    void open() {
        station = Workstation.open(new Home(folder.resolve("home")));
        model = StrangeModels.anomalib(folder.resolve("strange.onnx"));
    }

    @AfterEach
    void close() {
        station.close();
    }

    private Recipe byTheAssistant() {
        try (ModelAssistant assistant = new ModelAssistant(station.exchange())) {
            return assistant.store(assistant.look(model), "Strange", List.of());
        }
    }

    private List<String> acts() {
        return station.audit().read().acts().stream()
                .map(a -> a.act() + " " + a.subject())
                .toList();
    }

    private static void fails(FaultCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(code));
    }

    @Test
    void modelsAreRefusedWhereOnlySignedFilesAreTaken() {
        station.keys().require(true);
        fails(FaultCode.REC_12, () -> station.exchange().read(model));
        fails(FaultCode.REC_12, this::byTheAssistant);
        assertThat(station.recipes().isEmpty()).isTrue();
        assertThat(acts()).containsExactly("require-signatures on");
    }

    @Test
    void everyImportIsAnAct() {
        assertThat(station.exchange().read(model).recipe().id()).isEqualTo("strange");
        assertThat(byTheAssistant().id()).isEqualTo("strange-2");
        assertThat(acts()).containsExactly("import strange v1", "import strange-2 v1");
        assertThat(station.audit().read().acts())
                .extracting(AuditLog.Act::why)
                .containsOnly("strange.onnx, not signed");
    }

    @Test
    void whatCannotBeWrittenDownIsNotKept() throws IOException {
        Path file = folder.resolve("bright.loupe");
        try (Workstation other = Workstation.open(new Home(folder.resolve("other")))) {
            other.exchange().write(BrightModel.store(other.recipes(), "bright", 0.9), file);
        }
        Files.createDirectory(new Home(folder.resolve("home")).audit());
        for (ThrowingCallable change : List.<ThrowingCallable>of(
                () -> station.exchange().read(file),
                () -> station.exchange().read(model),
                this::byTheAssistant,
                () -> station.keys().require(true),
                () -> station.keys().trust(station.keys().own().verifyKey(), "own"))) {
            assertThatThrownBy(change).isInstanceOf(InspectionFault.class).hasMessageContaining("TRC-0");
        }
        assertThat(station.recipes().isEmpty()).isTrue();
        assertThat(station.keys().isRequired()).isFalse();
        assertThat(station.keys().trusted()).isEmpty();
    }
}
