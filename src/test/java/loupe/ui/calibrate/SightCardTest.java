package loupe.ui.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import loupe.domain.AnomalyMap;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.Detector;
import loupe.domain.DetectorInfo;
import loupe.domain.DisplayScale;
import loupe.domain.Image;
import loupe.domain.Inspector;
import loupe.domain.PixelOrder;
import loupe.domain.Prediction;
import loupe.domain.Recipe;
import loupe.domain.Region;
import loupe.domain.ScoreSource;
import loupe.domain.Tiling;
import loupe.domain.Timings;
import loupe.imaging.HeatMapStyle;
import loupe.imaging.ImageCodec;
import loupe.samples.SampleShelf;
import loupe.samples.SampleStore;
import loupe.ui.Screens;
import loupe.ui.shell.Desktop;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.Look;
import loupe.ui.widget.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Images of 640 × 480 and a model of 64 × 64 with cells of 4: ten image pixels in one of the model's. */
@ExtendWith(ApplicationExtension.class)
class SightCardTest {
    private static final int INPUT = 64;

    @TempDir
    Path folder;

    private final List<Recipe> stored = new ArrayList<>();
    private Stage stage;
    private CalibrateViewModel wizard;

    @Start
    void start(Stage shown) {
        stage = shown;
        Look.use(false);
    }

    @Test
    void saysWhatIsSeenAndTakesTilesOver(FxRobot robot) throws IOException, TimeoutException {
        Path set = set();
        try (FramePainter painter = new FramePainter()) {
            WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
                wizard = wizard();
                wizard.refreshRecipes();
                wizard.samples().open(set);
                wizard.go(Step.REGIONS);
                show(painter, Locale.ENGLISH, false);
            });
            SightViewModel sight = wizard.regions().sight();
            assertThat(sight.stateProperty().get().measured()).isPresent();
            WaitForAsyncUtils.waitForAsyncFx(5_000, () -> sight.setDefect(8));
            assertThat(said(robot, "#sight-verdict"))
                    .contains("0.8 pixels where the model looks", "too small to be seen");
            assertThat(said(robot, "#sight-then")).contains("35 looks");
            assertThat(sight.stateProperty().get().tiling()).contains(new Tiling(128, 128, 0.25));
            passThrough(robot, sight);
            for (Locale locale : List.of(Locale.GERMAN, Locale.CHINESE, Locale.ENGLISH)) {
                WaitForAsyncUtils.waitForAsyncFx(5_000, () -> show(painter, locale, locale.equals(Locale.GERMAN)));
                WaitForAsyncUtils.waitForFxEvents();
                WaitForAsyncUtils.waitForAsyncFx(5_000, this::scrollDown);
                WaitForAsyncUtils.waitForFxEvents();
                Screens.save(stage.getScene(), "calibrate-sight-" + locale.getLanguage());
            }
            WaitForAsyncUtils.waitForAsyncFx(5_000, () -> {
                sight.setPart(
                        new Region(-20, 100, 148.4, 128), new Image(640, 480, PixelOrder.GRAY8, new byte[307200]));
                sight.setTile(3); // no side: what was there stays
            });
            assertThat(sight.stateProperty().get().part()).contains(new Region(0, 100, 128, 128));
            WaitForAsyncUtils.waitForAsyncFx(5_000, sight::useTiles);
        }
        assertThat(stored).singleElement().satisfies(r -> {
            assertThat(r.tiling()).contains(new Tiling(128, 128, 0.25));
            assertThat(r.region()).isEmpty();
        });
        assertThat(wizard.stepProperty().get()).as("its parts are scored again").isEqualTo(Step.SAMPLES);
        assertThat(wizard.recipeProperty().get()).isEqualTo(stored.get(0));
    }

    /** Going from field to field changes nothing; a number is read as people of the language write it. */
    private static void passThrough(FxRobot robot, SightViewModel sight) {
        List<TextField> fields = List.of(
                robot.lookup("#sight-defect").queryAs(TextField.class),
                robot.lookup("#sight-tile").queryAs(TextField.class));
        WaitForAsyncUtils.waitForAsyncFx(5_000, () -> sight.setTile(200));
        for (TextField field : List.of(fields.get(0), fields.get(1), fields.get(0))) {
            robot.interact(field::requestFocus);
        }
        assertThat(sight.stateProperty().get().tiling()).contains(new Tiling(200, 200, Tiling.USUAL_OVERLAP));
        robot.interact(() -> {
            fields.get(0).setText("1,500");
            fields.get(1).requestFocus();
        });
        assertThat(sight.stateProperty().get().defect()).isEqualTo(1500);
        robot.interact(() -> {
            fields.get(1).setText("3"); // no side: what was there comes back
            fields.get(0).requestFocus();
        });
        assertThat(fields.get(1).getText())
                .isEqualTo(String.valueOf(
                        sight.stateProperty().get().tiling().orElseThrow().width()));
        WaitForAsyncUtils.waitForAsyncFx(5_000, () -> {
            sight.setTile(128);
            sight.setDefect(8);
        });
    }

    private static String said(FxRobot robot, String id) {
        WaitForAsyncUtils.waitForFxEvents();
        return robot.lookup(id).queryLabeled().getText();
    }

    private void show(FramePainter painter, Locale locale, boolean dark) {
        Look.use(dark);
        Texts texts = Texts.of(Desktop.class, locale).forScreen(RegionsPage.class);
        RegionsPage page = new RegionsPage(wizard, painter, Platform::runLater, texts);
        Screens.show(stage, page, 1180, 760);
    }

    private void scrollDown() {
        stage.getScene().getRoot().lookupAll(".regions-side").forEach(n -> ((ScrollPane) n).setVvalue(1));
    }

    private CalibrateViewModel wizard() {
        SamplesDesk page = new SamplesDesk(
                new SampleShelf(folder.resolve("sets")),
                () -> "anna",
                Clock.systemUTC(),
                folder.resolve("scratch"),
                l -> {},
                l -> {});
        CalibrateDesk desk = new CalibrateDesk(
                () -> stored.isEmpty() ? List.of(recipe()) : List.copyOf(stored),
                r -> new Inspector(r, new Darkest(), Clock.systemUTC()),
                r -> Optional.empty(),
                r -> r,
                (proposal, signature, inspector, locale) -> {
                    throw new UnsupportedOperationException();
                },
                told -> {},
                (recipe, region, tiling) -> {
                    stored.add(recipe.withView(region, tiling).withVersion(3, Instant.EPOCH));
                    return stored.get(0);
                },
                file -> {},
                () -> "anna");
        return new CalibrateViewModel(
                desk,
                new SamplesViewModel(page, Runnable::run, Runnable::run),
                new SimpleObjectProperty<>(HeatMapStyle.DEFAULT),
                Runnable::run,
                Runnable::run,
                System::nanoTime);
    }

    private Path set() throws IOException {
        Path root = folder.resolve("sets/washers");
        SampleStore.create(root, "washers");
        for (int i = 0; i < 6; i++) {
            write(root.resolve("test/good/g%02d.png".formatted(i)), i % 3);
            write(root.resolve("test/dent/b%02d.png".formatted(i)), 60 + 10 * i);
        }
        return root;
    }

    /** Grey with a dark square of so many pixels a side. */
    private static void write(Path file, int side) throws IOException {
        byte[] pixels = new byte[640 * 480];
        Arrays.fill(pixels, (byte) 150);
        for (int y = 0; y < side; y++) {
            Arrays.fill(pixels, (200 + y) * 640 + 300, (200 + y) * 640 + 300 + side, (byte) 30);
        }
        Files.createDirectories(file.getParent());
        Files.write(file, ImageCodec.png(new Image(640, 480, PixelOrder.GRAY8, pixels)));
    }

    static Recipe recipe() {
        return new Recipe(
                "washer",
                2,
                "Washer",
                "demo:",
                Optional.empty(),
                "00",
                new DecisionRule(0.2, 0.2, 0.2, 0, ScoreSource.MODEL),
                new DisplayScale(0, 0.5),
                Calibration.GOOD_PARTS_ONLY,
                Instant.EPOCH);
    }

    /** How dark each sixteenth of a side is. */
    static final class Darkest implements Detector {
        private static final int CELLS = 16;

        @Override
        public DetectorInfo info() {
            return new DetectorInfo("00", 1, "CPU", "test", INPUT, INPUT, Map.of());
        }

        @Override
        public Prediction predict(Image image) {
            float[] map = new float[CELLS * CELLS];
            for (int y = 0; y < image.height(); y++) {
                for (int x = 0; x < image.width(); x++) {
                    int cell = y * CELLS / image.height() * CELLS + x * CELLS / image.width();
                    map[cell] += (150 - (image.pixels()[y * image.width() + x] & 0xff)) / 120f;
                }
            }
            float area = (float) image.width() * image.height() / map.length;
            for (int i = 0; i < map.length; i++) {
                map[i] /= area;
            }
            AnomalyMap made = new AnomalyMap(CELLS, CELLS, map, image.bounds());
            return new Prediction(made.max(), made, new Timings(0, 12_000_000, 0));
        }

        @Override
        public void close() {}
    }
}
