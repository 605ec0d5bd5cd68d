package loupe.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.input.KeyCode;
import loupe.app.Workstation;
import loupe.app.WrongVerdicts.Judged;
import loupe.config.Home;
import loupe.config.RecipeBook;
import loupe.domain.FaultCode;
import loupe.domain.Inspection;
import loupe.domain.Outcome;
import loupe.domain.Recipe;
import loupe.imaging.HeatMapStyle;
import loupe.imaging.ImageCodec;
import loupe.samples.SampleCard;
import loupe.samples.SampleStore;
import loupe.ui.PastParts;
import loupe.ui.TestParts;
import loupe.ui.history.HistoryDesk;
import loupe.ui.history.HistoryViewModel;
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
    void aPartOfTheJournalGoesIntoTheSamplesOfItsRecipeToo() {
        RecipeBook book = station.recipes();
        Recipe newest = PastParts.recipes(book);
        PastParts.write(station.journal(), station.home().archive(), book, newest);
        HistoryDesk desk = new HistoryDesk(
                station.journal(),
                station.home().archive(),
                book,
                book::goodScores,
                word -> {},
                () -> "ada",
                parts -> {},
                PastParts.noShadow());
        HistoryViewModel history = new HistoryViewModel(
                desk, new SimpleObjectProperty<>(HeatMapStyle.DEFAULT), Runnable::run, Runnable::run);
        history.refresh();
        Judged part = history.shownPart().orElseThrow();
        assertThat(part.image().isEmpty()).isFalse();
        corrections.wrong(history::shownPart);
        if (corrections.noteProperty().get().orElseThrow() instanceof Ask ask) {
            corrections.correct(ask.part(), false);
        }
        SampleStore samples = SampleStore.open(station.home().samples().resolve("flange"));
        assertThat(samples.name()).isEqualTo("Flange 6×M8");
        assertThat(samples.cards())
                .singleElement()
                .satisfies(c -> assertThat(c.origin().inspection()).isEqualTo(part.id()))
                .satisfies(c -> assertThat(c.isGood()).isEqualTo(part.outcome() == Outcome.FAIL));
        assertThat(ImageCodec.read(samples.image(samples.cards().get(0)))).isEqualTo(part.image());
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
        return corrections
                .keys(() -> Optional.of(part).map(Judged::of), key -> false)
                .test(KeyCode.W);
    }

    private Path set() {
        return station.home().samples().resolve(TestParts.RECIPE.id());
    }
}
