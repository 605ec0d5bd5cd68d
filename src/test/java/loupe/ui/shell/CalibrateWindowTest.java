package loupe.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
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
import loupe.ui.widget.FxThread;
import loupe.ui.widget.Look;
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

    private Stage stage;
    private Workstation station;
    private Desk desk;

    @Start
    void start(Stage shown) {
        stage = shown;
        Look.use(true);
        Screens.show(stage, new StackPane(), 1280, 800);
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> desk.close());
        station.close();
    }

    @Test
    void aDroppedFolderBecomesAConfirmedRecipe(FxRobot robot) throws TimeoutException {
        Path samples = folder.resolve("flanges");
        DemoDataset.write(samples, 2, 40, 4, 77, Progress.NONE);
        station = Workstation.open(new Home(folder.resolve("home")));
        Recipe taught = teach();
        WaitForAsyncUtils.waitForAsyncFx(20_000, () -> {
            desk = new Desk(station, stage, new FxThread());
            desk.open(Optional.of(taught));
        });
        station.line().pause();
        robot.type(KeyCode.F4);
        WaitForAsyncUtils.waitForAsyncFx(20_000, () -> desk.onFilesDropped(List.of(samples.toFile())));
        Screens.until(120, this::canGoOn);
        shots("samples");
        smaller("samples");
        next(robot);
        Screens.until(240, this::canGoOn);
        shots("scoring");
        next(robot);
        Screens.until(60, () -> text(".proof-words").contains("24"));
        policy(robot);
        smaller("policy");
        next(robot);
        Screens.until(120, () -> !text(".regions-found").isEmpty());
        Screens.until(240, () -> !lookup(".regions-learning").isManaged());
        shots("regions");
        smaller("regions");
        next(robot);
        confirm(robot, taught);
    }

    private Recipe teach() {
        Lesson lesson = new Lesson("flange", "Flange 6×M8", "demo:", Material.good(Teacher.demoParts(48)));
        return station.teacher().teach(lesson, Method.NPAD, TeachingPlan.DEFAULT, Progress.NONE);
    }

    private void policy(FxRobot robot) throws TimeoutException {
        Screens.until(60, () -> text(".curve-card .card-title").startsWith("AUROC 0"));
        shots("policy");
        for (String language : List.of("de", "zh", "en")) {
            WaitForAsyncUtils.waitForAsyncFx(5_000, () -> desk.useLanguage(language));
            Screens.until(120, () -> painted(".part-thumbnail .image-view"));
            Screens.save(stage.getScene(), "calibrate-policy-" + language);
        }
        String before = text(".limit-word.fail");
        WaitForAsyncUtils.waitForAsyncFx(5_000, () -> lookup("#limit-fail").requestFocus());
        robot.type(KeyCode.LEFT).type(KeyCode.LEFT);
        Screens.until(() -> !text(".limit-word.fail").equals(before));
        assertThat(chosen()).isEqualTo("By hand");
        robot.clickOn("Miss nothing");
        Screens.until(() -> text(".limit-word.fail").equals(before));
        robot.clickOn(".part-thumbnail");
        Screens.until(() -> lookup(".part-view").isVisible()
                && lookup(".part-view .image-canvas").isVisible()
                && painted(".part-view .image-view"));
        Screens.save(stage.getScene(), "calibrate-part-dark");
        robot.type(KeyCode.ESCAPE);
        Screens.until(() -> !lookup(".part-view").isVisible());
    }

    private void confirm(FxRobot robot, Recipe taught) throws TimeoutException {
        Screens.until(() -> lookup("#confirm-why") != null);
        robot.clickOn("#confirm-who").press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL);
        robot.write("A. Weber");
        robot.clickOn("#confirm-why").write("New lot of castings, 24 known defects");
        WaitForAsyncUtils.waitForAsyncFx(5_000, () -> ((Button) lookup("#detect-measure")).fire());
        Screens.until(240, () -> lookup(".plot-whisker") != null);
        shots("confirm");
        smaller("confirm");
        assertThat(station.recipes().find("flange")).contains(taught);
        robot.clickOn("Confirm the limits");
        Screens.until(120, () -> lookup(".done-card").isVisible());
        Screens.save(stage.getScene(), "calibrate-done-dark");
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
        assertThat(station.line().recipe()).map(Recipe::version).contains(stored.version());
    }

    private void next(FxRobot robot) {
        robot.press(KeyCode.ALT).type(KeyCode.RIGHT).release(KeyCode.ALT);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** There is such a picture, and every one that is seen has its pixels. */
    private boolean painted(String selector) {
        List<ImageView> views = stage.getScene().getRoot().lookupAll(selector).stream()
                .map(ImageView.class::cast)
                .filter(v -> isSeen(v))
                .toList();
        return !views.isEmpty() && views.stream().allMatch(v -> v.getImage() != null);
    }

    private static boolean isSeen(Node node) {
        return node == null || (node.isVisible() && isSeen(node.getParent()));
    }

    private String chosen() {
        return stage.getScene().getRoot().lookupAll(".policy-button").stream()
                .map(ToggleButton.class::cast)
                .filter(ToggleButton::isSelected)
                .map(ToggleButton::getText)
                .findFirst()
                .orElse("");
    }

    private boolean canGoOn() {
        return lookup("#wizard-next") != null && !lookup("#wizard-next").isDisabled();
    }

    private Node lookup(String selector) {
        return stage.getScene().getRoot().lookup(selector);
    }

    private String text(String selector) {
        return lookup(selector) instanceof Labeled l && l.getText() != null ? l.getText() : "";
    }

    /** The smallest window, in the languages with the longest and the shortest words. */
    private void smaller(String name) throws TimeoutException {
        for (String language : List.of("de", "zh", "en")) {
            WaitForAsyncUtils.waitForAsyncFx(5_000, () -> {
                desk.useLanguage(language);
                size(1024, 768);
            });
            Screens.untilPainted(stage.getScene());
            Screens.save(stage.getScene(), "calibrate-" + name + "-1024-" + language);
        }
        WaitForAsyncUtils.waitForAsyncFx(5_000, () -> size(1280, 800));
    }

    private void size(int width, int height) {
        Scene scene = stage.getScene();
        stage.setWidth(width + stage.getWidth() - scene.getWidth());
        stage.setHeight(height + stage.getHeight() - scene.getHeight());
    }

    private void shots(String name) throws TimeoutException {
        assertThat(WaitForAsyncUtils.waitForAsyncFx(
                        10_000, () -> Screens.nameless(stage.getScene().getRoot())))
                .as("controls without an accessible name on " + name)
                .isEmpty();
        for (boolean dark : new boolean[] {false, true}) {
            WaitForAsyncUtils.waitForAsyncFx(5_000, () -> {
                desk.useDark(dark);
                size(1280, 800);
            });
            WaitForAsyncUtils.waitForFxEvents();
            Screens.untilPainted(stage.getScene());
            if (name.equals("policy")) {
                Screens.until(120, () -> painted(".part-thumbnail .image-view"));
            }
            Screens.save(stage.getScene(), "calibrate-" + name + (dark ? "-dark" : "-light"));
        }
    }
}
