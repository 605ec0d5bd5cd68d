package loupe.ui.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import loupe.app.ImportDraft;
import loupe.app.KeptBackbones;
import loupe.app.ModelAssistant;
import loupe.app.ParityDoctor;
import loupe.app.Workstation;
import loupe.config.Home;
import loupe.config.RecipeBook;
import loupe.domain.Inspection;
import loupe.domain.Recipe;
import loupe.ui.TestParts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of answers that come late: work waits until the test lets it run. The engine is real. */
class ImportViewModelTest {
    @TempDir
    Path folder;

    private final Deque<Runnable> work = new ArrayDeque<>();
    private final List<Consumer<Inspection>> hearing = new ArrayList<>();
    private final List<Recipe> calibrated = new ArrayList<>();
    private Workstation station;
    private ImportViewModel model;
    private RecipeBook book;
    private Path file;

    @BeforeEach
    void open() {
        Home home = new Home(folder.resolve("home"));
        station = Workstation.open(home);
        book = station.recipes();
        ImportDesk desk = new ImportDesk(
                new ModelAssistant(station.exchange()),
                new KeptBackbones(home.backbones()),
                folder.resolve("scratch"),
                hearing::add,
                heard -> {}, // a part may be on its way when nobody listens any more
                () -> {},
                calibrated::add,
                network -> {});
        model = new ImportViewModel(desk, work::add, Runnable::run, System::nanoTime);
        file = StrangeModels.trainedOnBgr(folder.resolve("blue.onnx"));
        model.begin(file);
        work();
    }

    @AfterEach
    void close() {
        station.close();
    }

    private void work() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    private ImportDraft draft() {
        return model.fields().draftProperty().get().orElseThrow();
    }

    @Test
    void aTryThatEndsLateLeavesWhatAPersonSaidMeanwhile() {
        model.go(Step.PREVIEW);
        model.back();
        assertThat(model.fields().set("input.order", "bgr")).isEmpty();
        work();
        assertThat(draft().value("input.order")).isEqualTo("BGR");
        model.go(Step.PREVIEW);
        assertThat(model.canGoOn()).as("it was not tried so").isFalse();
        work();
        assertThat(model.preview().triedProperty().get().orElseThrow().draft().value("input.order"))
                .isEqualTo("BGR");
        assertThat(model.canGoOn()).isTrue();
    }

    @Test
    void aPictureThatWasChosenStaysWhenAPartOfTheLineComesLater() {
        model.go(Step.PREVIEW);
        work();
        model.preview().useNextPart("a part of the line");
        model.preview().use(StrangeModels.blueDefects(folder.resolve("samples")).resolve("good/0.png"));
        hearing.get(0).accept(TestParts.part(1, 0.3));
        work();
        assertThat(model.preview().sourceProperty().get().name()).isEqualTo("0.png");
        model.preview().useNextPart("a part of the line");
        hearing.get(1).accept(TestParts.part(2, 0.3));
        work();
        assertThat(model.preview().sourceProperty().get().name()).isEqualTo("a part of the line");
    }

    @Test
    void aComparisonOfAModelReadOtherwiseMeanwhileIsForgotten() {
        compareThen(() -> model.fields().set("size.padding", "7"));
        assertThat(model.parity().resultProperty().get())
                .as("its rows are of another way to read the model")
                .isEmpty();
        assertThat(draft().value("size.padding")).isEqualTo("7");
        compareThen(() -> {});
        ParityDoctor compared = model.parity().resultProperty().get().orElseThrow();
        model.take(compared.better().orElseThrow());
        assertThat(draft().value("input.order")).isEqualTo("BGR");
        assertThat(draft().value("size.padding")).isEqualTo("7");
    }

    private void compareThen(Runnable change) {
        model.go(Step.PARITY);
        model.parity().drop(List.of(StrangeModels.blueDefects(folder.resolve("samples"))));
        work.remove().run(); // reads; the comparison waits
        change.run();
        work();
    }

    @Test
    void whatIsBeingStoredIsNotForgotten() {
        model.go(Step.PREVIEW);
        work();
        model.go(Step.SAVE);
        model.store(false);
        model.leave();
        model.begin(StrangeModels.anomalib(folder.resolve("other.onnx")));
        assertThat(model.fileProperty().get()).as("the one in work").contains(file);
        work();
        Recipe stored = model.saving().storedProperty().get().orElseThrow();
        assertThat(book.find(stored.id())).isPresent();
        model.leave();
        assertThat(model.fileProperty().get()).isEmpty();
    }
}
