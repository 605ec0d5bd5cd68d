package loupe.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.app.ModelImport;
import loupe.app.Workstation;
import loupe.config.Home;
import loupe.detect.Detectors;
import loupe.detect.OnnxDetector;
import loupe.detect.ProviderPreference;
import loupe.detect.profile.ModelProfile;
import loupe.domain.Calibration;
import loupe.domain.ClassRule;
import loupe.domain.DecisionRule;
import loupe.domain.DefectClass;
import loupe.domain.Outcome;
import loupe.domain.Recipe;
import loupe.domain.ScoreSource;
import loupe.ui.Screens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** An imported segmentation model judges parts of the demo line with painted stains; classes with colours and counts in pictures. */
@Tag("slow")
@ExtendWith(ApplicationExtension.class)
class ClassesWindowTest {
    private static final DefectClass RUST = new DefectClass(1, StainedParts.RUST);
    private static final DefectClass INK = new DefectClass(2, StainedParts.INK);

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
        assertThat(station.journal().classes()).contains(RUST.name());
        robot.interact(() -> classColours().fire());
        assertThat(station.settings().get().look().classColours())
                .as("what was chosen over the picture is remembered")
                .isFalse();
    }

    private CheckBox classColours() {
        return window.scene().getRoot().lookupAll(".check-box").stream()
                .map(CheckBox.class::cast)
                .filter(c -> c.getText().equals("class colours"))
                .findFirst()
                .orElseThrow();
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
        robot.interact(() -> permitted(INK).requestFocus());
        robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL).type(KeyCode.DIGIT7);
        Screens.until(() -> !window.lookup("#save-class-rules").isDisabled());
        robot.interact(() -> window.lookup("#save-class-rules").requestFocus());
        robot.type(KeyCode.SPACE);
        Screens.until(() -> newest(before).version() > before.version());
        assertThat(newest(before).rule().forClass(INK).orElseThrow().most()).isEqualTo(7);
        assertThat(newest(before).rule().forClass(RUST)).isEqualTo(before.rule().forClass(RUST));
        assertThat(newest(before).calibration()).isEqualTo(Calibration.UNCALIBRATED);
        robot.type(KeyCode.F5);
        Screens.until(() -> window.isSeen(".class-name"));
        window.shots("history", () -> window.isSeen(".class-name"));
        robot.interact(() -> window.desk().onFilesDropped(files()));
        Screens.until(30, () -> window.isSeen(".review .legend .class-name"));
        assertThat(window.isSeen(".review-table .class-name"))
                .as("its column of classes")
                .isTrue();
        window.shots("review", () -> window.isSeen(".review .legend .class-name"));
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

    private String source() {
        return "folder:" + StainedParts.write(folder.resolve("parts")) + "?rate=4&loop=true";
    }

    private List<File> files() {
        return Stream.of("part01.png", "part02.png", "part04.png")
                .map(name -> folder.resolve("parts").resolve(name).toFile())
                .toList();
    }

    /** Rust fails, up to three spots of ink are permitted. */
    private Recipe recipe() {
        Path model = StainedParts.network(folder.resolve("stains.onnx"));
        ModelProfile profile = ModelImport.resolve(
                model,
                Optional.empty(),
                List.of(
                        "scale.mean=[0, 0, 0]", // colours as they are: the toy compares them
                        "scale.std=[1, 1, 1]",
                        "reading.classes=[\"ground\", \"" + RUST.name() + "\", \"" + INK.name() + "\"]"));
        try (OnnxDetector detector = Detectors.open(model, profile, ProviderPreference.CPU)) {
            Recipe stored = station.exchange().keep(detector, model, "Flange stains", List.of());
            DecisionRule rule = DecisionRule.byClasses(
                    0.5,
                    20,
                    List.of(
                            new ClassRule(RUST, OptionalDouble.of(0.6), 30, 0, Outcome.FAIL),
                            new ClassRule(INK, OptionalDouble.empty(), 20, 3, Outcome.REVIEW)));
            String source = source();
            station.settings().update(s -> s.withSource(source));
            Recipe ruled = stored.withSource(source).withScale(0.05).withRule(rule, Calibration.UNCALIBRATED);
            assertThat(ruled.rule().source()).isEqualTo(ScoreSource.CLASSES);
            return station.recipes().save(ruled);
        }
    }
}
