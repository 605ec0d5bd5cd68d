package loupe.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.app.Calibrator;
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
import loupe.trace.AuditLog;
import loupe.train.Material;
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

/** From a dropped folder to a confirmed recipe, with the real engine; pictures of every page. */
@Tag("slow")
@ExtendWith(ApplicationExtension.class)
class CalibrateWindowTest {
    @TempDir
    Path folder;

    private DeskWindow window;
    private Workstation station;

    @Start
    void start(Stage shown) {
        window = new DeskWindow(shown, "calibrate");
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void aDroppedFolderBecomesAConfirmedRecipe(FxRobot robot) throws TimeoutException {
        Path samples = folder.resolve("flanges");
        DemoDataset.write(samples, 2, 20, 4, 77, Progress.NONE);
        station = window.station(new Home(folder.resolve("home")));
        Recipe taught = teach();
        window.open(taught);
        station.line().pause();
        robot.type(KeyCode.F4);
        WaitForAsyncUtils.waitForAsyncFx(20_000, () -> window.desk().onFilesDropped(List.of(samples.toFile())));
        Screens.until(120, this::canGoOn);
        window.shots("samples", () -> window.painted(".sample-tile .image-view"));
        window.smaller("samples", () -> window.painted(".sample-tile .image-view"));
        next(robot);
        Screens.until(240, this::canGoOn);
        window.shots("scoring");
        next(robot);
        Screens.until(60, () -> window.text(".proof-words").contains("24"));
        policy(robot);
        window.smaller("policy");
        next(robot);
        Screens.until(120, () -> !window.text(".regions-found").isEmpty());
        Screens.until(240, () -> !window.lookup(".regions-learning").isManaged());
        window.shots("regions", this::sightInView);
        window.smaller("regions");
        next(robot);
        confirm(robot, taught);
    }

    /** Down to what the set-up can see, once it was measured. */
    private boolean sightInView() {
        ((ScrollPane) window.lookup(".regions-side")).setVvalue(1);
        return window.text("#sight-verdict").contains("pixels");
    }

    private Recipe teach() {
        Lesson lesson = new Lesson("flange", "Flange 6×M8", "demo:", Material.good(Teacher.demoParts(24)));
        return station.teacher().teach(lesson, Method.NPAD, TeachingPlan.DEFAULT, Progress.NONE);
    }

    private void policy(FxRobot robot) throws TimeoutException {
        Screens.until(60, () -> window.text(".curve-card .card-title").startsWith("AUROC 0"));
        window.shots("policy", () -> window.painted(".part-thumbnail .image-view"));
        for (String language : List.of("de", "zh", "en")) {
            window.language(language);
            Screens.until(120, () -> window.painted(".part-thumbnail .image-view"));
            window.save("policy-" + language);
        }
        String before = window.text(".limit-word.fail");
        WaitForAsyncUtils.waitForAsyncFx(
                5_000, () -> window.lookup("#limit-fail").requestFocus());
        robot.type(KeyCode.LEFT).type(KeyCode.LEFT);
        Screens.until(() -> !window.text(".limit-word.fail").equals(before));
        assertThat(chosen()).isEqualTo("By hand");
        robot.clickOn("Miss nothing");
        Screens.until(() -> window.text(".limit-word.fail").equals(before));
        robot.clickOn(".part-thumbnail");
        Screens.until(() -> window.lookup(".part-view").isVisible()
                && window.lookup(".part-view .image-canvas").isVisible()
                && window.painted(".part-view .image-view"));
        window.save("part-dark");
        robot.type(KeyCode.ESCAPE);
        Screens.until(() -> !window.lookup(".part-view").isVisible());
    }

    private void confirm(FxRobot robot, Recipe taught) throws TimeoutException {
        Screens.until(() -> window.lookup("#confirm-why") != null);
        robot.clickOn("#confirm-who").press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL);
        robot.write("A. Weber");
        robot.clickOn("#confirm-why").write("New lot of castings, 24 known defects");
        WaitForAsyncUtils.waitForAsyncFx(5_000, () -> ((Button) window.lookup("#detect-measure")).fire());
        Screens.until(240, () -> window.lookup(".plot-whisker") != null);
        window.shots("confirm");
        window.smaller("confirm");
        assertThat(station.recipes().find("flange")).contains(taught);
        robot.clickOn("Confirm the limits");
        Screens.until(120, () -> window.lookup(".done-card").isVisible());
        window.save("done-dark");
        Recipe stored = station.recipes().find("flange").orElseThrow();
        assertThat(stored.version()).isEqualTo(taught.version() + 1);
        assertThat(stored.calibration()).isEqualTo(Calibration.CALIBRATED);
        assertThat(stored.evidence())
                .hasValueSatisfying(e -> assertThat(e.who()).isEqualTo("A. Weber"));
        Calibrator.Papers papers = station.calibrator().papers("flange", stored.version());
        assertThat(papers.html()).isNotEmptyFile();
        assertThat(papers.pdf()).isNotEmptyFile();
        assertThat(new AuditLog(station.home().audit()).read().acts())
                .extracting(AuditLog.Act::who)
                .contains("A. Weber");
        Screens.until(
                60,
                () -> station.line()
                        .recipe()
                        .filter(r -> r.version() == stored.version())
                        .isPresent());
    }

    private void next(FxRobot robot) {
        robot.press(KeyCode.ALT).type(KeyCode.RIGHT).release(KeyCode.ALT);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private String chosen() {
        return window.scene().getRoot().lookupAll(".policy-button").stream()
                .map(ToggleButton.class::cast)
                .filter(ToggleButton::isSelected)
                .map(ToggleButton::getText)
                .findFirst()
                .orElse("");
    }

    private boolean canGoOn() {
        return window.lookup("#wizard-next") != null
                && !window.lookup("#wizard-next").isDisabled();
    }
}
