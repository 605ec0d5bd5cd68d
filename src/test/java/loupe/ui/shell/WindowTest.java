package loupe.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import loupe.app.Workstation;
import loupe.camera.demo.DemoCamera;
import loupe.camera.demo.DemoPart;
import loupe.camera.demo.DemoSettings;
import loupe.config.Home;
import loupe.domain.Frame;
import loupe.domain.Outcome;
import loupe.imaging.ImageCodec;
import loupe.station.StationState;
import loupe.trace.JournalRow;
import loupe.ui.Screens;
import loupe.ui.imports.StrangeModels;
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

/** The whole program in a real window, with the real engine: first lesson, live, review; pictures of every screen. */
@Tag("slow")
@ExtendWith(ApplicationExtension.class)
class WindowTest {
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
    void teachesThenRunsThenReviews(FxRobot robot) throws TimeoutException {
        station = Workstation.open(new Home(folder.resolve("home")));
        open();
        File model = StrangeModels.trainedOnBgr(folder.resolve("given.onnx")).toFile();
        WaitForAsyncUtils.waitForAsyncFx(5_000, () -> desk.onFilesDropped(List.of(model)));
        Screens.until(120, () -> bar() != null && bar().getProgress() > 0.3);
        shots("first-start");
        Screens.until(240, () -> stage.getScene().getRoot() instanceof Shell);
        Screens.until(() -> stage.getScene().getRoot().lookup("#import-leave") != null); // it waited for the window
        robot.type(KeyCode.F1);
        Screens.until(240, () -> station.journal().count() > 14 && showsOutcome(Outcome.FAIL));
        shots("live");
        robot.type(KeyCode.SPACE);
        Screens.until(() -> station.line().state() == StationState.PAUSED);
        robot.type(KeyCode.SPACE);
        Screens.until(() -> station.line().state() == StationState.RUNNING);
        review(robot);
        settings(robot);
    }

    private void open() {
        WaitForAsyncUtils.waitForAsyncFx(20_000, () -> {
            desk = new Desk(station, stage, new FxThread());
            desk.open(station.activeRecipe());
            stage.getScene().getRoot().applyCss();
        });
    }

    private void review(FxRobot robot) throws TimeoutException {
        List<File> files = demoFiles();
        WaitForAsyncUtils.waitForAsyncFx(5_000, () -> desk.onFilesDropped(files));
        Screens.until(120, () -> rows() == files.size());
        robot.type(KeyCode.DOWN).type(KeyCode.DOWN);
        shots("review");
        robot.type(KeyCode.G);
        Screens.until(30, this::somethingIsOverruled);
        resize(1920, 1080, true);
        robot.type(KeyCode.S);
        Screens.untilPainted(stage.getScene());
        Screens.save(stage.getScene(), "review-beside");
    }

    private void settings(FxRobot robot) throws TimeoutException {
        robot.type(KeyCode.F7);
        Screens.until(60, () -> stage.getScene().getRoot().lookup(".provider-works") != null);
        shots("settings");
        Node open = stage.getScene().getRoot().lookup("#about-licences");
        robot.interact(((ToggleButton) open)::fire);
        assertThat(stage.getScene().getRoot().lookup(".settings .text-area"))
                .isInstanceOfSatisfying(
                        TextArea.class, list -> assertThat(list.getText()).contains("javafx", "MIT", "Apache"));
        robot.type(KeyCode.F1);
        Screens.until(() -> stage.getScene().getRoot().lookup(".live") != null);
    }

    private List<File> demoFiles() {
        List<File> files = new ArrayList<>();
        try (DemoCamera camera = new DemoCamera(new DemoSettings(0, 0.5, 7))) {
            for (int i = 0; i < 12; i++) {
                Frame frame = camera.grab().orElseThrow();
                Path file = folder.resolve("part%02d.png".formatted(i));
                Files.write(file, ImageCodec.png(frame.image()));
                files.add(file.toFile());
                DemoPart truth = camera.truth(frame.id()).orElseThrow();
                if (!truth.isGood()) {
                    Path mask = folder.resolve("part%02d_mask.png".formatted(i));
                    Files.write(mask, ImageCodec.png(truth.maskImage()));
                }
            }
            Path broken = folder.resolve("broken.png");
            Files.write(broken, new byte[] {1, 2, 3});
            files.add(broken.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Every screen dark and light, small and large, and in the other languages. */
    private void shots(String name) throws TimeoutException {
        assertThat(WaitForAsyncUtils.waitForAsyncFx(
                        10_000, () -> Screens.nameless(stage.getScene().getRoot())))
                .as("controls without an accessible name on " + name)
                .isEmpty();
        for (String size : List.of("1280x800", "1920x1080", "1024x768")) {
            int w = Integer.parseInt(size.substring(0, size.indexOf('x')));
            int h = Integer.parseInt(size.substring(size.indexOf('x') + 1));
            for (boolean dark : new boolean[] {true, false}) {
                resize(w, h, dark);
                Screens.untilPainted(stage.getScene());
                Screens.save(stage.getScene(), name + (dark ? "-dark-" : "-light-") + size);
            }
        }
        for (String language : Stream.of("de", "zh", "en").toList()) {
            resize(1280, 800, true);
            WaitForAsyncUtils.waitForAsyncFx(5_000, () -> {
                if (stage.getScene().getRoot() instanceof Shell) {
                    desk.useLanguage(language);
                }
            });
            WaitForAsyncUtils.waitForFxEvents();
            Screens.untilPainted(stage.getScene());
            if (!language.equals("en")) {
                Screens.save(stage.getScene(), name + "-" + language);
            }
        }
    }

    private void resize(int w, int h, boolean dark) {
        WaitForAsyncUtils.waitForAsyncFx(5_000, () -> {
            desk.useDark(dark);
            Scene scene = stage.getScene();
            stage.setWidth(w + stage.getWidth() - scene.getWidth());
            stage.setHeight(h + stage.getHeight() - scene.getHeight());
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private ProgressBar bar() {
        return (ProgressBar) stage.getScene().getRoot().lookup(".progress-bar");
    }

    private int rows() {
        return stage.getScene().getRoot().lookup(".review-table") instanceof TableView<?> t
                ? t.getItems().size()
                : 0;
    }

    private boolean showsOutcome(Outcome outcome) {
        return stage.getScene()
                        .getRoot()
                        .lookup(".verdict-card." + outcome.name().toLowerCase(Locale.ROOT))
                != null;
    }

    private boolean somethingIsOverruled() {
        List<String> reviewed = station.journal().newest(200).stream()
                .filter(row -> row.frame().camera().startsWith("review"))
                .map(JournalRow::id)
                .toList();
        return reviewed.size() == 13
                && !station.journal().latestOverrides(reviewed).isEmpty();
    }
}
