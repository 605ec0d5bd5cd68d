package loupe.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
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

    /** Nobody knows its outputs: each is shown, two are tagged by hand, and it can be tried and kept. */
    @Test
    void outputsOfAnUnknownModelAreTagged(FxRobot robot) throws TimeoutException {
        open();
        drop(StrangeModels.unknown(folder.resolve("strange.onnx")));
        Screens.until(this::canGoOn);
        assertThat(window.text(".import-asks")).contains("what is each output");
        next(robot);
        Screens.until(() -> window.isSeen("#role-out_4"));
        assertThat(canGoOn()).as("nothing is read yet").isFalse();
        window.shots("roles", () -> window.painted(".output-tile .image-view"));
        role("out_2", "MAP");
        role("out_1", "SCORE");
        drop(part());
        Screens.until(this::canGoOn);
        window.shots("roles-tagged", () -> window.painted(".image-view"));
        window.smaller("roles-tagged", () -> window.painted(".image-view"));
        next(robot);
        assertThat(window.isSeen("#import-parity"))
                .as("nobody knows how it was fed: samples are asked for")
                .isTrue();
        window.shots("parity-empty");
        next(robot);
        robot.clickOn("#import-save");
        Screens.until(() -> window.isSeen("#import-done"));
        assertThat(station.recipes().find("strange")).isPresent();
    }

    private void role(String output, String role) {
        WaitForAsyncUtils.waitForAsyncFx(5_000, () -> combo("#role-" + output).setValue(role));
        WaitForAsyncUtils.waitForFxEvents();
    }

    @SuppressWarnings("unchecked")
    private ComboBox<String> combo(String selector) {
        return (ComboBox<String>) window.lookup(selector);
    }

    /** It says it is fed RGB and was trained on BGR: labelled samples tell, and one click puts it right. */
    @Test
    void wrongChannelOrderIsCaughtAndTaken(FxRobot robot) throws TimeoutException {
        open();
        Path model = StrangeModels.trainedOnBgr(folder.resolve("blue.onnx"));
        StrangeModels.blueDefects(folder.resolve("samples"));
        drop(model);
        Screens.until(this::canGoOn);
        next(robot);
        Screens.until(this::canGoOn);
        drop(folder.resolve("samples"));
        Screens.until(() -> window.isSeen("#parity-table"));
        assertThat(window.text(".card-heading")).contains("separates better");
        window.shots("parity");
        window.smaller("parity");
        robot.clickOn("#parity-take");
        Screens.until(() -> window.text(".card-heading").contains("The way taken"));
        window.save("parity-taken");
        robot.clickOn("Fields");
        Screens.until(() -> window.isSeen("#field-input-order"));
        assertThat(combo("#field-input-order").getValue()).isEqualTo("BGR");
        window.shots("fields");
        window.smaller("fields");
        TextField width = (TextField) window.lookup("#field-size-mapShare");
        WaitForAsyncUtils.waitForAsyncFx(5_000, () -> {
            width.setText("wide");
            width.fireEvent(new javafx.event.ActionEvent());
        });
        assertThat(width.getParent().getParent().lookup(".field-wrong").isVisible())
                .as("a value that does not fit is refused")
                .isTrue();
        window.save("fields-wrong");
    }

    /** Asked only what it cannot know: which classes are defects. */
    @Test
    void aClassifierAsksForDefects(FxRobot robot) throws TimeoutException {
        open();
        drop(StrangeModels.classifier(folder.resolve("sorter.onnx")));
        Screens.until(this::canGoOn);
        next(robot);
        Screens.until(() -> window.isSeen("#import-classes"));
        assertThat(canGoOn()).isFalse();
        robot.clickOn("class 2");
        Screens.until(this::canGoOn);
        window.shots("classes");
    }

    /** A network that only describes pictures is offered as one to teach with; its taps are proposed. */
    @Test
    void aBackboneIsKeptAndChosenInTeach(FxRobot robot) throws TimeoutException, IOException {
        open();
        Path model = StrangeModels.backbone(folder.resolve("net 5.onnx"));
        drop(model);
        Screens.until(() -> window.isSeen("#backbone-keep"));
        Screens.until(() -> !chosen().isEmpty());
        assertThat(chosen())
                .containsExactly(
                        "stride 8 · 32 channels · stage3 · proposed", "stride 16 · 64 channels · stage4 · proposed");
        window.shots("backbone");
        window.smaller("backbone");
        robot.clickOn("#backbone-keep");
        Screens.until(() -> window.isSeen("#teach-good"));
        Path kept = station.home().backbones().resolve("net-5.onnx");
        assertThat(kept).hasSameBinaryContentAs(model);
        assertThat(Files.readString(kept.resolveSibling("net-5.json"))).contains("\"MIT\"", "stage3", "stage4");
        drop(kept);
        Screens.until(() -> window.isSeen("#backbone-keep"));
        assertThat(window.isSeen("#import-backbone")).isTrue();
    }

    private List<String> chosen() {
        return window.lookup("#import-backbone").lookupAll(".check-box").stream()
                .map(CheckBox.class::cast)
                .filter(CheckBox::isSelected)
                .map(CheckBox::getText)
                .toList();
    }

    /** Whatever is no model is a fault with a code, and another file can be dropped. */
    @Test
    void whatIsNoModelIsRefused() throws TimeoutException, IOException {
        open();
        drop(Files.writeString(folder.resolve("notes.onnx"), "no model"));
        Screens.until(() -> window.isSeen("#import-model .banner-code"));
        assertThat(window.text("#import-model .banner-code")).isEqualTo("MOD-01");
        assertThat(canGoOn()).isFalse();
        drop(StrangeModels.anomalib(folder.resolve("fine.onnx")));
        Screens.until(this::canGoOn);
    }

    private void open() {
        station = window.station(new Home(folder.resolve("home")));
        Recipe first = station.exchange()
                .read(StrangeModels.trainedOnBgr(folder.resolve("first.onnx")))
                .recipe();
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
