package loupe.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.app.ModelImport;
import loupe.app.Workstation;
import loupe.camera.demo.DemoCamera;
import loupe.camera.demo.DemoSettings;
import loupe.config.Home;
import loupe.detect.Detectors;
import loupe.detect.OnnxDetector;
import loupe.detect.ProviderPreference;
import loupe.detect.TestGraph;
import loupe.detect.profile.ModelProfile;
import loupe.domain.Calibration;
import loupe.domain.ClassRule;
import loupe.domain.DecisionRule;
import loupe.domain.DefectClass;
import loupe.domain.Outcome;
import loupe.domain.Recipe;
import loupe.domain.ScoreSource;
import loupe.imaging.ImageCodec;
import loupe.ui.Screens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** An imported segmentation model judges parts of the demo line; classes with colours and counts in pictures. */
@Tag("slow")
@ExtendWith(ApplicationExtension.class)
class ClassesWindowTest {
    private static final DefectClass DARK = new DefectClass(1, "dark spot");
    private static final DefectClass BRIGHT = new DefectClass(2, "bright spot");

    @TempDir
    Path folder;

    private DeskWindow window;
    private Workstation station;

    @Start
    void start(Stage shown) {
        window = new DeskWindow(shown, "seg");
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void classesOnTheLineAndInTheJournal(FxRobot robot) throws TimeoutException {
        station = window.station(new Home(folder.resolve("home")));
        window.open(recipe());
        Screens.until(60, () -> station.journal().counts(Instant.EPOCH).get(Outcome.FAIL) > 2);
        station.line().stop();
        robot.type(KeyCode.L);
        Screens.until(() -> window.isSeen(".class-name"));
        window.shots("live");
        window.smaller("live", () -> window.isSeen(".class-name"));
        assertThat(station.journal().classes()).contains(DARK.name());
    }

    @Test
    void rulesAreEditedByKeyboardAndHistoryAndReviewShowClasses(FxRobot robot) throws TimeoutException {
        station = window.station(new Home(folder.resolve("home")));
        Recipe before = recipe();
        window.open(before);
        Screens.until(60, () -> station.journal().counts(Instant.EPOCH).get(Outcome.FAIL) > 2);
        station.line().stop();
        robot.type(KeyCode.F6);
        Screens.until(() -> window.isSeen("#classes-decide"));
        window.shots("rules");
        window.smaller("rules");
        robot.interact(() -> permitted(BRIGHT).requestFocus());
        robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL).type(KeyCode.DIGIT7);
        Screens.until(() -> !window.lookup("#save-class-rules").isDisabled());
        robot.interact(() -> window.lookup("#save-class-rules").requestFocus());
        robot.type(KeyCode.SPACE);
        Screens.until(() -> newest(before).version() > before.version());
        assertThat(newest(before).rule().forClass(BRIGHT).orElseThrow().most()).isEqualTo(7);
        assertThat(newest(before).rule().forClass(DARK)).isEqualTo(before.rule().forClass(DARK));
        assertThat(newest(before).calibration()).isEqualTo(Calibration.UNCALIBRATED);
        robot.type(KeyCode.F5);
        Screens.until(() -> window.isSeen(".class-name"));
        window.shots("history", () -> window.isSeen(".class-name"));
        robot.interact(() -> window.desk().onFilesDropped(files()));
        Screens.until(30, () -> window.isSeen(".review .class-name"));
        window.shots("review", () -> window.isSeen(".review .class-name"));
    }

    private Recipe newest(Recipe of) {
        return station.recipes().list().stream()
                .filter(r -> r.id().equals(of.id()))
                .findFirst()
                .orElseThrow();
    }

    private Node permitted(DefectClass kind) {
        return window.scene().getRoot().lookupAll(".text-field").stream()
                .filter(n -> (kind.name() + ": how many regions are permitted").equals(n.getAccessibleText()))
                .findFirst()
                .orElseThrow();
    }

    private List<File> files() {
        List<File> files = new ArrayList<>();
        try (DemoCamera camera = new DemoCamera(new DemoSettings(0, 0.5, 7))) {
            for (int i = 0; i < 3; i++) {
                Path file = folder.resolve("part" + i + ".png");
                Files.write(file, ImageCodec.png(camera.grab().orElseThrow().image()));
                files.add(file.toFile());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Dark spots fail, up to three bright ones are permitted. */
    private Recipe recipe() {
        Path model = spots(folder.resolve("spots.onnx"));
        ModelProfile profile = ModelImport.resolve(
                model,
                Optional.empty(),
                List.of("reading.classes=[\"ground\", \"" + DARK.name() + "\", \"" + BRIGHT.name() + "\"]"));
        try (OnnxDetector detector = Detectors.open(model, profile, ProviderPreference.CPU)) {
            Recipe stored = ModelImport.store(station.recipes(), detector, model, "Flange spots", List.of());
            DecisionRule rule = DecisionRule.byClasses(
                    0.5,
                    20,
                    List.of(
                            new ClassRule(DARK, OptionalDouble.of(0.6), 30, 0, Outcome.FAIL),
                            new ClassRule(BRIGHT, OptionalDouble.empty(), 20, 3, Outcome.REVIEW)));
            Recipe ruled = stored.withSource("demo:").withScale(0.05).withRule(rule, Calibration.UNCALIBRATED);
            assertThat(ruled.rule().source()).isEqualTo(ScoreSource.CLASSES);
            return station.recipes().save(ruled);
        }
    }

    /** What is smaller than nine pixels and darker or brighter than around it (top hats, Meyer 1979): three classes. */
    private static Path spots(Path file) {
        long[] around = {9, 9};
        long[] pads = {4, 4, 4, 4};
        long[] half = {2, 2};
        return TestGraph.of(1, 3, 256, 256)
                .floats("gain", new long[0], 14)
                .floats("limit", new long[0], -9)
                .floats("none", new long[0], 0)
                .node("ReduceMean", "grey", List.of("input"), "axes", new long[] {1}, "keepdims", 1L)
                .node("Neg", "negative", List.of("grey"))
                .node(
                        "MaxPool",
                        "low",
                        List.of("negative"),
                        "kernel_shape",
                        around,
                        "pads",
                        pads,
                        "strides",
                        new long[] {1, 1})
                .node("Neg", "eroded", List.of("low"))
                .node(
                        "MaxPool",
                        "opened",
                        List.of("eroded"),
                        "kernel_shape",
                        around,
                        "pads",
                        pads,
                        "strides",
                        new long[] {1, 1})
                .node(
                        "MaxPool",
                        "dilated",
                        List.of("grey"),
                        "kernel_shape",
                        around,
                        "pads",
                        pads,
                        "strides",
                        new long[] {1, 1})
                .node("Neg", "high", List.of("dilated"))
                .node(
                        "MaxPool",
                        "closedNegative",
                        List.of("high"),
                        "kernel_shape",
                        around,
                        "pads",
                        pads,
                        "strides",
                        new long[] {1, 1})
                .node("Neg", "closed", List.of("closedNegative"))
                .node("Sub", "darker", List.of("closed", "grey"))
                .node("Sub", "brighter", List.of("grey", "opened"))
                .node("Mul", "ground", List.of("grey", "none"))
                .node("Mul", "darkest", List.of("darker", "gain"))
                .node("Mul", "brightest", List.of("brighter", "gain"))
                .node("Add", "dark", List.of("darkest", "limit"))
                .node("Add", "bright", List.of("brightest", "limit"))
                .node("Concat", "all", List.of("ground", "dark", "bright"), "axis", 1L)
                .node("AveragePool", "logits", List.of("all"), "kernel_shape", half, "strides", half)
                .node("Softmax", "output", List.of("logits"), "axis", 1L)
                .output("output", TestGraph.FLOAT, 1, 3, 128, 128)
                .write(file);
    }
}
