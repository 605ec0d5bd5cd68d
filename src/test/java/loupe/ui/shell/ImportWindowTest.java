package loupe.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.app.Workstation;
import loupe.camera.demo.DemoDataset;
import loupe.config.Home;
import loupe.domain.Calibration;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.ui.Screens;
import loupe.ui.imports.StrangeModels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** From a dropped model to an uncalibrated recipe, with the real engine; pictures of every page. */
@Tag("slow")
@ExtendWith(ApplicationExtension.class)
class ImportWindowTest {
    @TempDir
    Path folder;

    private DeskWindow window;
    private Workstation station;

    @Start
    void start(Stage shown) {
        window = new DeskWindow(shown, "import");
    }

    @AfterEach
    void close() {
        window.close();
    }

    /** Next, Next, Save: nothing is asked of a model that is known. */
    @Test
    void aModelThatIsKnownNeedsNoAnswers(FxRobot robot) throws TimeoutException, IOException {
        open();
        Path model = StrangeModels.anomalib(folder.resolve("Flange parts.onnx"));
        drop(model);
        Screens.until(this::canGoOn);
        assertThat(window.text(".import-family")).isEqualTo("anomalib 2");
        window.shots("model");
        next(robot);
        Screens.until(this::canGoOn);
        drop(part());
        Screens.until(() -> this.canGoOn() && window.text(".wizard-title").contains("Flange"));
        window.shots("preview", () -> window.painted(".image-canvas .image-view"));
        window.smaller("preview", () -> window.painted(".image-canvas .image-view"));
        next(robot);
        Screens.until(() -> window.isSeen("#import-save"));
        window.shots("save");
        robot.clickOn("#import-save");
        Screens.until(() -> window.isSeen("#import-done"));
        window.save("stored");
        Recipe recipe = station.recipes().find("flange-parts").orElseThrow();
        assertThat(recipe.calibration()).isEqualTo(Calibration.UNCALIBRATED);
        assertThat(recipe.rule().fail()).isInfinite();
        Path stored = station.recipes().modelPath(recipe);
        assertThat(stored).hasSameBinaryContentAs(model);
        try (Stream<Path> files = Files.list(stored.getParent())) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .as("what it gives for the picture that was tried is kept too")
                    .contains(recipe.modelSha256() + ".model-profile.json", recipe.modelSha256() + ".reference-1.png");
        }
        robot.clickOn("#import-done");
        Screens.until(() -> window.isSeen(".recipe-list"));
    }

    @Test
    void savingGoesOnToCalibrate(FxRobot robot) throws TimeoutException {
        open();
        drop(StrangeModels.anomalib(folder.resolve("casting.onnx")));
        for (String page : List.of("#import-model", "#import-preview")) {
            Screens.until(() -> window.isSeen(page) && canGoOn());
            next(robot);
        }
        robot.clickOn("#import-save-calibrate");
        Screens.until(() -> window.lookup("#wizard-next") != null);
        assertThat(station.recipes().find("casting")).isPresent();
    }

    private void open() {
        station = window.station(new Home(folder.resolve("home")));
        Recipe first = station.importRecipe(StrangeModels.trainedOnBgr(folder.resolve("first.onnx")));
        window.open(first);
        station.line().stop();
    }

    private Path part() {
        Path set = folder.resolve("parts");
        DemoDataset.write(set, 1, 1, 4, 77, Progress.NONE);
        try (Stream<Path> files = Files.walk(set.resolve("test"))) {
            return files.filter(f -> f.toString().endsWith(".png")
                            && !f.toString().toLowerCase(Locale.ROOT).contains("good"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void drop(Path... files) {
        WaitForAsyncUtils.waitForAsyncFx(
                20_000,
                () -> window.desk()
                        .onFilesDropped(Stream.of(files).map(Path::toFile).toList()));
    }

    private boolean canGoOn() {
        return window.lookup("#import-next") != null
                && !window.lookup("#import-next").isDisabled();
    }

    private static void next(FxRobot robot) {
        robot.press(KeyCode.ALT).type(KeyCode.RIGHT).release(KeyCode.ALT);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
