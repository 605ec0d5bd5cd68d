package loupe.ui.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import loupe.domain.AnomalyMap;
import loupe.domain.Detector;
import loupe.domain.DetectorInfo;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Outcome;
import loupe.domain.PixelOrder;
import loupe.domain.Prediction;
import loupe.domain.Recipe;
import loupe.domain.Timings;
import loupe.imaging.HeatMapStyle;
import loupe.imaging.ImageCodec;
import loupe.trace.VerdictOverride;
import loupe.ui.TestParts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewViewModelTest {
    @TempDir
    Path folder;

    private final List<Inspection> journal = new ArrayList<>();
    private final List<VerdictOverride> words = new ArrayList<>();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private List<Recipe> recipes = List.of(TestParts.RECIPE);
    private Optional<InspectionFault> journalFault = Optional.empty();
    private int diskHolds = Integer.MAX_VALUE;
    private long bytesOfMaps = 1 << 20;
    private int opened;
    private int closed;

    /** Scores an image by its first pixel: 0 is good, 255 is far above the limit. */
    private final class FirstPixel implements Detector {
        @Override
        public Prediction predict(Image image) {
            float score = 0.1f + (image.pixels()[0] & 0xff) / 100f;
            return new Prediction(score, new AnomalyMap(1, 1, new float[] {score}, image.bounds()), Timings.ZERO);
        }

        @Override
        public DetectorInfo info() {
            return new DetectorInfo("00", 1, "CPU", "test", 0, 0, Map.of());
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private void record(Inspection inspection) {
        journal.add(inspection);
        if (journal.size() == diskHolds) {
            journalFault = Optional.of(new InspectionFault(FaultCode.TRC_02, folder));
        }
    }

    private ReviewViewModel model() {
        ReviewDesk desk = new ReviewDesk(
                () -> recipes,
                recipe -> {
                    opened++;
                    return new Inspector(recipe, new FirstPixel(), Clock.systemUTC());
                },
                this::record,
                () -> journalFault,
                words::add,
                () -> "anna",
                folder.resolve("scratch"),
                looks -> {});
        return new ReviewViewModel(
                desk, new SimpleObjectProperty<>(HeatMapStyle.DEFAULT), tasks::add, tasks::add, bytesOfMaps);
    }

    private void settle() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private File picture(String name, int grey) throws IOException {
        byte[] pixels = new byte[64 * 48];
        java.util.Arrays.fill(pixels, (byte) grey);
        byte[] png = ImageCodec.png(new Image(64, 48, PixelOrder.GRAY8, pixels));
        return Files.write(folder.resolve(name), png).toFile();
    }

    @Test
    void everyFileIsARowAndAnInspectionErrorsIncluded() throws IOException {
        ReviewViewModel model = model();
        File broken =
                Files.write(folder.resolve("broken.png"), new byte[] {1, 2}).toFile();
        model.onFilesDropped(List.of(picture("a.png", 0), broken, picture("b.png", 200)));
        settle();
        assertThat(model.items())
                .extracting(i -> i.inspection().outcome())
                .containsExactly(Outcome.PASS, Outcome.ERROR, Outcome.FAIL);
        assertThat(journal).hasSize(3);
        assertThat(journal.get(0).frame().image().width()).isEqualTo(64);
        assertThat(model.items().get(0).inspection().frame().image()).isEqualTo(Image.NONE);
        assertThat(model.progressProperty().get()).isEqualTo(new ReviewViewModel.Work(3, 3, false));
        assertThat(opened).isEqualTo(1);
        assertThat(closed).isEqualTo(1);
    }

    @Test
    void aRecipeThatWasJustMadeJudgesTheNextPictures() throws IOException {
        Recipe made = TestParts.RECIPE.withIdentity("made", "Made");
        Recipe later = TestParts.RECIPE.withIdentity("later", "Later");
        recipes = List.of(TestParts.RECIPE, made, later);
        ReviewViewModel model = model();
        model.refreshRecipes(Optional.empty());
        settle();
        assertThat(model.recipeProperty().get()).isEqualTo(TestParts.RECIPE);
        model.refreshRecipes(Optional.of(made));
        settle();
        assertThat(model.recipeProperty().get()).isEqualTo(made);
        model.onFilesDropped(List.of(picture("a.png", 0)));
        settle();
        model.refreshRecipes(Optional.of(later));
        settle();
        assertThat(model.recipeProperty().get()).as("it judged the table").isEqualTo(made);
    }

    @Test
    void dropsQueueUpAndRowsAreNumberedOn() throws IOException {
        ReviewViewModel model = model();
        model.onFilesDropped(List.of(picture("a.png", 0)));
        model.onFilesDropped(List.of(picture("b.png", 0)));
        settle();
        assertThat(model.items()).extracting(ReviewItem::number).containsExactly(1, 2);
    }

    @Test
    void opensTheFirstRowAndStepsThroughTheOthers() throws IOException {
        ReviewViewModel model = model();
        model.onFilesDropped(List.of(picture("a.png", 0), picture("b.png", 200)));
        settle();
        assertThat(model.openedProperty().get().orElseThrow().item().name()).isEqualTo("a.png");
        model.step(model.items(), 1);
        settle();
        assertThat(model.openedProperty().get().orElseThrow().image().width()).isEqualTo(64);
        assertThat(model.openedProperty().get().orElseThrow().item().name()).isEqualTo("b.png");
        model.step(model.items(), 1);
        assertThat(model.selectedProperty().get().orElseThrow().number()).isEqualTo(2);
    }

    @Test
    void anOverrideIsSignedAndLeavesTheVerdict() throws IOException {
        ReviewViewModel model = model();
        model.onFilesDropped(List.of(picture("a.png", 200)));
        settle();
        model.override(true, " oil, not a scratch ");
        settle();
        assertThat(words).hasSize(1);
        assertThat(words.get(0).good()).isTrue();
        assertThat(words.get(0).who()).isEqualTo("anna");
        assertThat(words.get(0).reason()).isEqualTo("oil, not a scratch");
        assertThat(words.get(0).inspectionId()).isEqualTo(journal.get(0).id());
        assertThat(model.items().get(0).override()).isPresent();
        assertThat(model.items().get(0).inspection().outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void cancelStopsAndClearForgetsStragglers() throws IOException {
        ReviewViewModel model = model();
        model.onFilesDropped(List.of(picture("a.png", 0), picture("b.png", 0)));
        tasks.remove().run();
        tasks.remove().run();
        model.clear();
        settle();
        assertThat(model.items()).isEmpty();
        assertThat(model.progressProperty().get().running()).isFalse();
    }

    @Test
    void aFullDiskStopsTheJobAndIsSaid() throws IOException {
        diskHolds = 2;
        ReviewViewModel model = model();
        model.onFilesDropped(List.of(picture("a.png", 0), picture("b.png", 0), picture("c.png", 0)));
        settle();
        assertThat(journal).hasSize(2);
        assertThat(model.items()).hasSize(2);
        assertThat(model.progressProperty().get().running()).isFalse();
        assertThat(model.faultProperty().get()).map(InspectionFault::code).contains(FaultCode.TRC_02);
    }

    @Test
    void aMapThatIsNoLongerInMemoryIsPredictedAgainWithoutASecondRow() throws IOException {
        bytesOfMaps = 4; // one map of one value
        ReviewViewModel model = model();
        model.onFilesDropped(List.of(picture("a.png", 200), picture("b.png", 0)));
        settle();
        assertThat(opened)
                .as("for the job, and for the first row, whose map has gone")
                .isEqualTo(2);
        assertThat(model.openedProperty()
                        .get()
                        .orElseThrow()
                        .map()
                        .orElseThrow()
                        .max())
                .isEqualTo(2.1f);
        assertThat(journal).hasSize(2);
        assertThat(closed).isEqualTo(2);
        assertThat(model.items()).allMatch(i -> i.inspection().prediction().isEmpty());
    }

    @Test
    void withoutARecipeItSaysSo() throws IOException {
        recipes = List.of();
        ReviewViewModel model = model();
        model.onFilesDropped(List.of(picture("a.png", 0)));
        settle();
        assertThat(model.faultProperty().get().orElseThrow().code()).isEqualTo(FaultCode.REC_01);
    }
}
