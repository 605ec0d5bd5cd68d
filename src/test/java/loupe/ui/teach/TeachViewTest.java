package loupe.ui.teach;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.NeedsPyTorch;
import loupe.app.Candidate;
import loupe.app.ComparisonRow;
import loupe.app.Method;
import loupe.camera.demo.DefectType;
import loupe.camera.demo.DemoLine;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.PixelOrder;
import loupe.domain.Progress;
import loupe.imaging.ImageCodec;
import loupe.imaging.Thumbnails;
import loupe.ui.Screens;
import loupe.ui.widget.FxThread;
import loupe.ui.widget.Look;
import loupe.ui.widget.Texts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The pages that a long training shows, with a training that is only told of; pictures of them. */
@Tag("slow")
@ExtendWith(ApplicationExtension.class)
@NeedsPyTorch
class TeachViewTest {
    @TempDir
    Path folder;

    private final ExecutorService work = Executors.newCachedThreadPool();
    private final CountDownLatch seen = new CountDownLatch(1);
    private Stage stage;
    private TeachBench bench;
    private TeachViewModel model;
    private TeachView view;

    @Start
    void start(Stage shown) {
        stage = shown;
    }

    @BeforeEach
    void open() throws IOException {
        bench = new TeachBench(folder);
        DemoLine line = new DemoLine(5, 0);
        Path good = Files.createDirectories(folder.resolve("flange/train/good"));
        for (int i = 0; i < 10; i++) {
            Image small = Thumbnails.of(line.good(i).image(), 160, 120);
            Files.write(good.resolve("p" + i + ".png"), ImageCodec.png(small));
        }
        Path bad = Files.createDirectories(folder.resolve("flange/test/scratch"));
        for (int i = 0; i < 4; i++) {
            Image small = Thumbnails.of(line.defect(i, DefectType.SCRATCH, 1).image(), 160, 120);
            Files.write(bad.resolve("d" + i + ".png"), ImageCodec.png(small));
        }
        model = new TeachViewModel(bench.desk(), work, new FxThread(), System::nanoTime);
        WaitForAsyncUtils.waitForAsyncFx(20_000, () -> {
            Look.use(true);
            view = new TeachView(
                    model, () -> List.of("loupe-features-s"), new FxThread(), Texts.of(Look.class, Locale.ENGLISH));
            Screens.show(stage, view, 1196, 766);
            model.onFilesDropped(List.of(folder.resolve("flange").toFile()));
        });
    }

    @AfterEach
    void close() {
        seen.countDown();
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            model.close();
            view.close();
        });
        work.shutdownNow();
    }

    private boolean canGoOn() {
        Node next = view.lookup("#teach-next");
        return next != null && !next.isDisabled();
    }

    private void toMethods(FxRobot robot) throws TimeoutException {
        for (Step step : List.of(Step.CHECKS, Step.METHOD)) {
            Screens.until(this::canGoOn);
            robot.press(KeyCode.ALT).type(KeyCode.RIGHT).release(KeyCode.ALT);
            Screens.until(() -> model.stepProperty().get() == step);
        }
    }

    /** Damaged, repaired, difference, side by side. */
    private Path preview() {
        DemoLine line = new DemoLine(5, 0);
        Image bad = rgb(line.defect(3, DefectType.STAIN, 1).image());
        Image good = rgb(line.good(3).image());
        int n = 128;
        byte[] pixels = new byte[3 * n * 3 * n];
        for (int y = 0; y < n; y++) {
            for (int x = 0; x < 3 * n; x++) {
                for (int c = 0; c < 3; c++) {
                    int at = 3 * (y * n + x % n) + c;
                    int a = bad.pixels()[at] & 0xff;
                    int b = good.pixels()[at] & 0xff;
                    pixels[3 * (y * 3 * n + x) + c] =
                            (byte) (x < n ? a : x < 2 * n ? b : Math.min(255, 3 * Math.abs(a - b)));
                }
            }
        }
        try {
            Image whole = new Image(3 * n, n, PixelOrder.RGB8, pixels);
            return Files.write(folder.resolve("preview.png"), ImageCodec.png(whole));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Image rgb(Image image) {
        int n = 128;
        int side = Math.min(image.width(), image.height());
        int bytes = image.order().bytesPerPixel();
        byte[] pixels = new byte[3 * n * n];
        for (int i = 0; i < pixels.length; i++) {
            int x = (image.width() - side) / 2 + i / 3 % n * side / n;
            int y = i / 3 / n * side / n;
            int channel = bytes < 3 ? 0 : image.order() == PixelOrder.BGR8 ? 2 - i % 3 : i % 3;
            pixels[i] = image.pixels()[(y * image.width() + x) * bytes + channel];
        }
        return new Image(n, n, PixelOrder.RGB8, pixels);
    }

    private void shot(String name) throws TimeoutException {
        for (boolean dark : new boolean[] {true, false}) {
            WaitForAsyncUtils.waitForAsyncFx(5_000, () -> Look.use(dark));
            Screens.untilPainted(stage.getScene());
            Screens.save(stage.getScene(), "teach-" + name + (dark ? "-dark" : "-light"));
        }
        assertThat(WaitForAsyncUtils.waitForAsyncFx(10_000, () -> Screens.nameless(view)))
                .isEmpty();
    }

    private void await(Progress progress) {
        try {
            seen.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        progress.checkCancelled();
    }

    @Test
    void aTrainingShowsItsLossAndAPictureAndCanGoOnAfterACancel(FxRobot robot) throws TimeoutException {
        Path preview = preview();
        bench.teaching = (method, material, plan, progress) -> {
            progress.update("teach.pictures", 10, 10);
            for (int i = 1; i <= 600; i++) {
                double loss = 0.2 / Math.sqrt(i) + 0.004 * Math.abs(Math.sin(i * 1.7));
                progress.detail(new Progress.Training(3L * i, loss, 512, Optional.of(preview)));
            }
            progress.update("teach.train", 540, 1000);
            plan.gradient().folder().ifPresent(f -> {
                try {
                    Files.createDirectories(f);
                    Files.write(f.resolve("model.onnx.checkpoint"), new byte[1]);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            await(progress);
            return TeachBench.taught(material);
        };
        toMethods(robot);
        robot.clickOn("#method-autoencoder");
        robot.press(KeyCode.ALT).type(KeyCode.RIGHT).release(KeyCode.ALT);
        Screens.until(() -> model.lesson().learningProperty().get().preview().isPresent()
                && model.lesson().stateProperty().get().share() > 0.5);
        shot("training");
        robot.clickOn("#teach-cancel");
        seen.countDown();
        Screens.until(() -> model.lesson().wasCancelled());
        shot("stopped");
        assertThat(model.methods().canResume(Method.AUTOENCODER)).isTrue();
    }

    @Test
    void theTableOfAComparisonFillsAndARowOpens(FxRobot robot) throws TimeoutException {
        bench.comparing = (job, listener, progress) -> {
            List<ComparisonRow> rows = new ArrayList<>();
            for (Candidate candidate : job.candidates()) {
                listener.begins(candidate);
                if (candidate.method() == Method.CYCLEGAN) {
                    progress.update("teach.train", 312, 1000);
                    await(progress);
                }
                rows.add(TeachBench.row(candidate));
                listener.ends(rows.get(rows.size() - 1));
            }
            return rows;
        };
        toMethods(robot);
        robot.clickOn("#method-compare");
        Screens.until(() -> view.lookup("#compare-start") != null);
        shot("compare-choice");
        robot.clickOn("#compare-start");
        Screens.until(() -> model.compare().linesProperty().get().stream()
                .anyMatch(l -> l.working() && l.candidate().method() == Method.CYCLEGAN));
        shot("compare");
        seen.countDown();
        Screens.until(() -> !model.compare().isRunning());
        WaitForAsyncUtils.waitForAsyncFx(5_000, () -> {
            TableView<?> table = (TableView<?>) view.lookup(".compare-page .table-view");
            table.getSelectionModel().select(0);
        });
        robot.clickOn("#compare-open");
        // nothing was really taught: the fault says so
        Screens.until(() -> model.compare().faultProperty().get().isPresent());
        assertThat(model.compare().faultProperty().get().map(InspectionFault::code))
                .contains(loupe.domain.FaultCode.TEA_08);
    }
}
