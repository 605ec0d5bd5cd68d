package loupe.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.NeedsPyTorch;
import loupe.app.Lesson;
import loupe.app.Method;
import loupe.app.Teacher;
import loupe.app.TeachingPlan;
import loupe.app.Workstation;
import loupe.camera.demo.DemoDataset;
import loupe.config.Home;
import loupe.domain.Calibration;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.station.StationState;
import loupe.train.Material;
import loupe.train.gradient.Checkpoint;
import loupe.train.repair.RepairFolder;
import loupe.ui.Screens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** From a dropped folder to a recipe that judges on the line, with the real engine; pictures of every page. */
@Tag("slow")
@ExtendWith(ApplicationExtension.class)
class TeachWindowTest {
    /** Seconds of a minute after which some steps are still trained. */
    private static final double NEARLY = 54;

    @TempDir
    Path folder;

    private DeskWindow window;
    private Workstation station;

    @Start
    void start(Stage shown) {
        window = new DeskWindow(shown, "teach");
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void aDroppedFolderBecomesARecipeOnTheLine(FxRobot robot) throws TimeoutException, IOException {
        Path set = pictures();
        open();
        robot.type(KeyCode.F3);
        Screens.until(() -> window.isSeen("#teach-good"));
        window.shots("empty");
        WaitForAsyncUtils.waitForAsyncFx(20_000, () -> window.desk().onFilesDropped(List.of(set.toFile())));
        Screens.until(60, this::canGoOn);
        window.shots("pictures", () -> window.painted(".part-thumbnail .image-view"));
        window.smaller("pictures", () -> window.painted(".part-thumbnail .image-view"));
        next(robot);
        Screens.until(120, this::canGoOn);
        window.shots("checks", () -> window.painted(".part-thumbnail .image-view"));
        window.smaller("checks", () -> window.painted(".part-thumbnail .image-view"));
        next(robot);
        Screens.until(240, () -> window.text(".method-time").contains("about"));
        window.shots("method");
        window.smaller("method");
        robot.clickOn("#method-more");
        window.save("method-more");
        next(robot);
        Screens.until(300, () -> window.isSeen("#result-store"));
        Screens.until(300, () -> !window.isSeen(".result-page .progress-bar"));
        window.shots("result");
        window.smaller("result");
        robot.clickOn("Other pictures");
        assertThat(window.isSeen("#result-forget")).isTrue();
        window.save("result-ask");
        robot.clickOn("Stay");
        assertThat(window.isSeen("#result-forget")).isFalse();
        robot.clickOn("#result-store");
        Screens.until(60, () -> window.isSeen(".done-card"));
        window.save("result-stored");
        Recipe stored = station.recipes().find("casting").orElseThrow();
        assertThat(stored.calibration()).isEqualTo(Calibration.GOOD_PARTS_ONLY);
        assertThat(stored.version()).isEqualTo(1);
        robot.clickOn("#result-live");
        Screens.until(60, () -> window.lookup(".live") != null);
        Screens.until(
                60,
                () -> station.line()
                        .recipe()
                        .filter(r -> r.id().equals("casting"))
                        .isPresent());
    }

    /** Everything real: a training in its own process beside the line, its pictures, a comparison. */
    @Test
    @Tag("slow")
    @NeedsPyTorch
    void aTrainingIsStoppedAndGoesOnThenSeveralMethodsAreCompared(FxRobot robot) throws TimeoutException, IOException {
        Path set = pictures();
        Recipe running = open();
        robot.type(KeyCode.F3);
        Screens.until(() -> window.isSeen("#teach-good"));
        WaitForAsyncUtils.waitForAsyncFx(20_000, () -> window.desk().onFilesDropped(List.of(set.toFile())));
        for (String page : List.of("#teach-good", "#teach-checks", "#method-autoencoder")) {
            Screens.until(120, () -> window.isSeen(page) && canGoOn());
            if (!page.startsWith("#method")) {
                next(robot);
            }
        }
        robot.clickOn("#method-autoencoder");
        WaitForAsyncUtils.waitForAsyncFx(5_000, () -> ((Spinner<?>) window.lookup(".spinner")).decrement(19));
        station.line().start(running, "demo:?rate=4");
        next(robot);
        Screens.until(120, () -> window.painted("#teach-preview"));
        theLineGoesOn();
        window.shots("real-training");
        robot.clickOn("#teach-cancel");
        robot.clickOn("#teach-stop");
        Screens.until(60, () -> window.isSeen("#teach-again"));
        window.save("real-stopped");
        theLineGoesOn();
        station.line().stop();
        mostOfTheMinuteIsOver();
        robot.clickOn("#teach-again");
        Screens.until(240, () -> window.isSeen("#result-store"));
        Screens.until(120, () -> !window.isSeen(".result-page .progress-bar"));
        assertThat(robot.lookup((Label l) -> l.getText().startsWith("PyTorch ")).tryQuery())
                .as("engine, threads and seed are told")
                .isPresent();
        window.shots("real-result");
        robot.clickOn("#result-store");
        Screens.until(60, () -> window.isSeen(".done-card"));
        assertThat(station.recipes().find("casting")).isPresent();
        robot.clickOn("Teach with another method");
        robot.clickOn("#method-compare");
        robot.clickOn("Autoencoder");
        robot.clickOn("Cycle-GAN repair");
        robot.clickOn("#compare-start");
        Screens.until(
                120,
                () -> ((TableView<?>) window.lookup(".table-view")).getItems().size() == 2);
        Screens.until(240, () -> !window.isSeen(".compare-page .progress-bar"));
        window.shots("real-comparison");
        WaitForAsyncUtils.waitForAsyncFx(
                5_000,
                () -> ((TableView<?>) window.lookup(".table-view"))
                        .getSelectionModel()
                        .select(1));
        robot.clickOn("#compare-open");
        Screens.until(60, () -> window.isSeen("#result-store"));
    }

    private void theLineGoesOn() throws TimeoutException {
        long before = station.line().stats().inspected();
        Screens.until(60, () -> station.line().stats().inspected() > before + 5);
    }

    /** What was trained stays; the clock of the checkpoint is put forward, so that nobody waits for the rest of it. */
    private void mostOfTheMinuteIsOver() throws IOException {
        Path file;
        try (var all = Files.walk(station.home().training())) {
            file = all.filter(f -> f.toString().endsWith(".checkpoint"))
                    .findFirst()
                    .orElseThrow();
        }
        assertThat(new RepairFolder(file.getParent()).isWhole())
                .as("known as a training")
                .isTrue();
        Checkpoint own = Checkpoint.read(file);
        new Checkpoint(own.recipe(), own.step(), Math.max(NEARLY, own.seconds()), own.values()).write(file);
    }

    /** A set with a copy, a file that is no picture, and a dark part. */
    private Path pictures() throws IOException {
        Path set = folder.resolve("casting");
        DemoDataset.write(set, 16, 8, 4, 77, Progress.NONE);
        Path good = set.resolve("train/good");
        List<Path> files;
        try (var list = Files.list(good)) {
            files = list.sorted().toList();
        }
        Files.copy(files.get(3), good.resolve("part003-again.png"));
        Files.write(good.resolve("notes.png"), new byte[] {1, 2, 3});
        return set;
    }

    private Recipe open() {
        station = window.station(new Home(folder.resolve("home")));
        Lesson lesson = new Lesson("flange", "Flange 6×M8", "demo:", Material.good(Teacher.demoParts(8)));
        Recipe taught = station.teacher().teach(lesson, Method.NPAD, TeachingPlan.DEFAULT, Progress.NONE);
        window.open(taught);
        station.line().stop();
        assertThat(station.line().state()).isNotEqualTo(StationState.FAULT);
        return taught;
    }

    private boolean canGoOn() {
        return window.lookup("#teach-next") != null
                && !window.lookup("#teach-next").isDisabled();
    }

    private static void next(FxRobot robot) {
        robot.press(KeyCode.ALT).type(KeyCode.RIGHT).release(KeyCode.ALT);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
