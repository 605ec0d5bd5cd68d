package loupe.ui.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.stage.Stage;
import loupe.app.Line;
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
import loupe.domain.ScoreSource;
import loupe.domain.Timings;
import loupe.imaging.HeatMapStyle;
import loupe.imaging.ImageCodec;
import loupe.samples.SampleShelf;
import loupe.samples.SampleStore;
import loupe.ui.Screens;
import loupe.ui.shell.Desktop;
import loupe.ui.widget.Look;
import loupe.ui.widget.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The last page in a window: which camera, and how short a scratch is found. A part scores by what is marked on it. */
@ExtendWith(ApplicationExtension.class)
class ConfirmPageTest {
    private static final int SIDE = 96;

    @TempDir
    Path folder;

    private Stage stage;
    private CalibrateViewModel wizard;

    @Start
    void start(Stage shown) {
        stage = shown;
        Look.use(false);
    }

    @Test
    void showsHowShortAScratchIsFoundAndAsksForTheCamera(FxRobot robot) throws IOException, TimeoutException {
        Path set = set();
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            wizard = wizard();
            show(Locale.ENGLISH); // the page is older than what it shows
            wizard.refreshRecipes();
            wizard.samples().open(set);
            wizard.go(Step.REGIONS);
            wizard.regions().measure(10, 2);
            wizard.go(Step.CONFIRM);
        });
        assertThat(robot.lookup(".confirm-page .radio-button").queryAllAs(RadioButton.class))
                .extracting(Labeled::getText)
                .containsExactly("demo:, that of the recipe", "usb:0?exposure=-6.0, that of the line");
        // below the fold of a small window
        WaitForAsyncUtils.waitForAsyncFx(
                60_000, () -> robot.lookup("#detect-measure").queryButton().fire());
        Screens.until(
                () -> stage.getScene().getRoot().lookupAll(".plot-whisker").size() == 5);
        String said = robot.lookup("#detect-sentence").queryLabeled().getText();
        assertThat(said.replace('\u00a0', ' ')).isEqualTo("Found in 80 % of places from 8 px (1.6 mm) on.");
        for (Locale locale : List.of(Locale.GERMAN, Locale.CHINESE, Locale.ENGLISH)) {
            WaitForAsyncUtils.waitForAsyncFx(5_000, () -> show(locale));
            WaitForAsyncUtils.waitForFxEvents();
            Screens.save(stage.getScene(), "calibrate-confirm-1024-" + locale.getLanguage());
        }
    }

    private void show(Locale locale) {
        Texts texts = Texts.of(Desktop.class, locale).forScreen(ConfirmPage.class);
        Screens.show(stage, new ConfirmPage(wizard, texts), 940, 610);
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
                () -> List.of(recipe()),
                r -> new Inspector(r, new Marks(), Clock.systemUTC()),
                r -> Optional.empty(),
                r -> Line.seenBy(r, "usb:0?exposure=-6"),
                (proposal, signature, inspector, locale) -> {
                    throw new UnsupportedOperationException();
                },
                told -> {},
                (r, region, tiling) -> r.withView(region, tiling),
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
        for (int i = 0; i < 30; i++) {
            write(root.resolve("test/good/g%02d.png".formatted(i)), i % 5);
            write(root.resolve("test/dent/b%02d.png".formatted(i)), 40 + i);
        }
        return root;
    }

    /** Grey with so many dark pixels. */
    private static void write(Path file, int marks) throws IOException {
        byte[] pixels = new byte[SIDE * SIDE];
        Arrays.fill(pixels, 0, pixels.length, (byte) 120);
        Arrays.fill(pixels, 0, marks, (byte) 20);
        Files.createDirectories(file.getParent());
        Files.write(file, ImageCodec.png(new Image(SIDE, SIDE, PixelOrder.GRAY8, pixels)));
    }

    private static Recipe recipe() {
        return new Recipe(
                "washer",
                2,
                "Washer",
                "demo:",
                Optional.empty(),
                "00",
                new DecisionRule(10, 20, 10, 0, ScoreSource.MODEL),
                new DisplayScale(0, 10),
                Calibration.GOOD_PARTS_ONLY,
                Instant.EPOCH);
    }

    /** Scores how many pixels are not the usual grey. */
    private static final class Marks implements Detector {
        @Override
        public DetectorInfo info() {
            return new DetectorInfo("00", 1, "CPU", "test", SIDE, SIDE, Map.of());
        }

        @Override
        public Prediction predict(Image image) {
            int marks = 0;
            for (byte pixel : image.pixels()) {
                marks += pixel == 120 ? 0 : 1;
            }
            return new Prediction(marks, new AnomalyMap(1, 1, new float[] {marks}, image.bounds()), Timings.ZERO);
        }

        @Override
        public void close() {}
    }
}
