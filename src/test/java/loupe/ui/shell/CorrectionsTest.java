package loupe.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import loupe.app.Workstation;
import loupe.config.Home;
import loupe.domain.FaultCode;
import loupe.domain.Inspection;
import loupe.samples.SampleCard;
import loupe.samples.SampleStore;
import loupe.ui.TestParts;
import loupe.ui.shell.Corrections.Ask;
import loupe.ui.shell.Corrections.Done;
import loupe.ui.shell.Corrections.Failed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrectionsTest {
    @TempDir
    Path root;

    private Workstation station;
    private Corrections corrections;

    @BeforeEach
    void open() {
        station = Workstation.open(new Home(root.resolve("home")));
        corrections = new Corrections(station.wrongVerdicts(), Runnable::run, Runnable::run);
    }

    @AfterEach
    void close() {
        station.close();
    }

    @Test
    void aPassedPartBecomesAKnownDefectAndBack() {
        Inspection passed = TestParts.part(7, 0.2);
        assertThat(press(passed)).isTrue();
        SampleCard card = SampleStore.open(set()).cards().get(0);
        assertThat(card.type()).isEqualTo("defect");
        assertThat(card.origin().inspection()).isEqualTo("id7");
        assertThat(set().resolve("test/defect/part-id7.png")).exists();
        assertThat(press(passed)).isTrue();
        assertThat(SampleStore.open(set()).cards()).hasSize(1);
        Done twice = (Done) corrections.noteProperty().get().orElseThrow();
        corrections.undo(twice.correction());
        assertThat(SampleStore.open(set()).cards()).containsExactly(card);
        assertThat(corrections.noteProperty().get()).isEmpty();
    }

    @Test
    void undoTakesTheSampleOut() {
        press(TestParts.part(8, 1.6));
        Done done = (Done) corrections.noteProperty().get().orElseThrow();
        assertThat(done.correction().after().isGood()).isTrue();
        corrections.undo(done.correction());
        assertThat(SampleStore.open(set()).cards()).isEmpty();
    }

    @Test
    void aPersonSaysWhatAPartForReviewIs() {
        press(TestParts.part(9, 0.9));
        Ask ask = (Ask) corrections.noteProperty().get().orElseThrow();
        corrections.correct(ask.part(), false);
        assertThat(SampleStore.open(set()).cards()).extracting(SampleCard::type).containsExactly("defect");
    }

    @Test
    void withoutAPictureNothingHappensAndFaultsAreTold() throws Exception {
        press(TestParts.outage(1));
        assertThat(corrections.noteProperty().get()).isEmpty();
        Files.createDirectories(set());
        Files.writeString(set().resolve("samples.json"), "damaged");
        press(TestParts.part(2, 0.2));
        Failed failed = (Failed) corrections.noteProperty().get().orElseThrow();
        assertThat(failed.fault().code()).isEqualTo(FaultCode.SET_02);
    }

    private boolean press(Inspection part) {
        return corrections.keys(() -> Optional.of(part), key -> false).test(KeyCode.W);
    }

    private Path set() {
        return station.home().samples().resolve(TestParts.RECIPE.id());
    }
}
