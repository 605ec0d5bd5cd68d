package loupe.ui.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import loupe.camera.demo.DemoCamera;
import loupe.camera.demo.DemoPart;
import loupe.camera.demo.DemoSettings;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.imaging.ImageCodec;
import loupe.imaging.Masks;
import loupe.samples.SampleCard;
import loupe.samples.SampleStore;
import loupe.ui.Screens;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.FxThread;
import loupe.ui.widget.Look;
import loupe.ui.widget.Texts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The sample page in a real window: drop, label, undo, filter, mark; and pictures of it. */
@Tag("slow")
@ExtendWith(ApplicationExtension.class)
class SamplesViewTest {
    @TempDir
    Path root;

    private final FramePainter painter = new FramePainter();
    private final ExecutorService work = Executors.newCachedThreadPool();
    private Stage stage;
    private SamplesViewModel model;
    private SamplesView view;

    @Start
    void start(Stage shown) {
        stage = shown;
        Look.use(true);
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(5_000, () -> {
            view.close();
            Look.use(true);
        });
        painter.close();
        work.shutdownNow();
    }

    @Test
    void fromDroppedFolderToSavedMask(FxRobot robot) throws Exception {
        show(Locale.ENGLISH);
        demoFolder();
        drop("demo");
        Screens.until(() -> model.list().all().size() == 24);
        Screens.until(() -> model.alikes().progressProperty().get().total() == 0);
        robot.type(KeyCode.HOME);
        shots("calibrate-samples");
        labelWithKeys(robot);
        mark(robot);
    }

    private void labelWithKeys(FxRobot robot) throws Exception {
        on(() -> model.list().filterProperty().set(SampleFilter.of(SampleFilter.Kind.UNLABELLED)));
        Screens.until(() -> model.list().shown().size() == 6);
        robot.type(KeyCode.HOME, KeyCode.G, KeyCode.B);
        Screens.until(() -> model.list().shown().size() == 4);
        robot.press(KeyCode.SHIFT).type(KeyCode.RIGHT).release(KeyCode.SHIFT);
        robot.type(KeyCode.G);
        Screens.until(() -> model.list().shown().size() == 2);
        robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
        Screens.until(() -> model.list().shown().size() == 4);
        robot.press(KeyCode.CONTROL).type(KeyCode.Y, KeyCode.Z).release(KeyCode.CONTROL);
        Screens.until(30, () -> onDisk("").size() == 4);
        assertThat(onDisk(SamplesViewModel.ANY_DEFECT)).hasSize(1);
    }

    private void mark(FxRobot robot) throws Exception {
        on(() -> model.list().filterProperty().set(SampleFilter.of(SampleFilter.Kind.BAD)));
        SampleCard card = onDisk(SamplesViewModel.ANY_DEFECT).get(0);
        on(() -> model.list().go(indexOf(card), Selection.Mode.ONE));
        robot.type(KeyCode.M);
        Screens.until(() -> view.mask().openedProperty().get().isPresent());
        WaitForAsyncUtils.waitForFxEvents();
        Node canvas = stage.getScene().getRoot().lookup(".image-canvas");
        Point2D middle = robot.point(canvas).query();
        on(() -> view.mask().radiusProperty().set(14));
        robot.moveTo(middle.add(-120, -60)).scroll(2, VerticalDirection.UP);
        robot.drag(middle.add(-120, -60), MouseButton.PRIMARY)
                .moveTo(middle.add(40, 10))
                .drop();
        Screens.until(() -> view.mask().dirtyProperty().get());
        shots("mask-editor");
        robot.type(KeyCode.ENTER);
        Path mask = store().folder().resolve("ground_truth/defect/" + card.stem() + "_mask.png");
        Screens.until(
                30,
                () -> Files.exists(mask) && !view.mask().openedProperty().get().isPresent());
        Image image = ImageCodec.read(store().image(card));
        boolean[] truth = Masks.read(mask, image.width(), image.height());
        int marked = 0;
        for (boolean t : truth) {
            marked += t ? 1 : 0;
        }
        assertThat(marked).isBetween(1_000, 200_000);
        assertThat(SampleStore.open(store().folder()).set().test())
                .anyMatch(s -> s.mask().isPresent());
    }

    @Test
    void thousandsCostAsMuchAsAScreenful(FxRobot robot) throws Exception {
        show(Locale.GERMAN);
        Path set = root.resolve("samples/many");
        SampleStore.create(set, "many");
        byte[] png = ImageCodec.png(SampleTestFolder.waves(1));
        Files.createDirectories(set.resolve("unlabelled"));
        for (int i = 0; i < 5_000; i++) {
            Files.write(set.resolve("unlabelled/part%04d.png".formatted(i)), png);
        }
        on(() -> model.open(set));
        Screens.until(() -> model.list().all().size() == 5_000);
        Screens.until(() -> view.grid().tiles().tilesMade() > 0);
        for (int i = 0; i < 30; i++) {
            robot.type(KeyCode.PAGE_DOWN);
        }
        robot.type(KeyCode.END, KeyCode.HOME, KeyCode.END);
        Screens.until(() -> model.list().focus() == 4_999);
        int page = WaitForAsyncUtils.waitForAsyncFx(
                5_000, () -> view.grid().tiles().page());
        int columns = WaitForAsyncUtils.waitForAsyncFx(
                5_000, () -> view.grid().tiles().columns());
        assertThat(view.grid().tiles().tilesMade()).isLessThanOrEqualTo(page + 3 * columns);
        assertThat(view.grid().thumbnails().size()).isLessThanOrEqualTo(600);
        robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL);
        assertThat(model.list().chosen()).hasSize(5_000);
    }

    @Test
    void asksInChinese() throws Exception {
        show(Locale.SIMPLIFIED_CHINESE);
        SampleTestFolder folder = new SampleTestFolder(root);
        folder.image("lots/kiln 1/a.png", 1);
        folder.image("lots/kiln 2/b.png", 2);
        drop("lots");
        Screens.until(() -> model.arrivals().questionProperty().get().isPresent());
        WaitForAsyncUtils.waitForFxEvents();
        Screens.save(stage.getScene(), "calibrate-question-zh");
        assertThat(stage.getScene().getRoot().lookupAll(".answer")).hasSize(3);
    }

    private void show(Locale locale) {
        on(() -> {
            model = new SamplesViewModel(new SampleTestFolder(root).desk(), work, new FxThread());
            view = new SamplesView(model, painter, work, new FxThread(), Texts.of(SamplesView.class, locale));
            Screens.show(stage, view, 1280, 800);
        });
    }

    private void shots(String name) throws TimeoutException {
        assertThat(WaitForAsyncUtils.waitForAsyncFx(10_000, () -> Screens.nameless(view)))
                .isEmpty();
        for (boolean dark : new boolean[] {false, true}) {
            on(() -> Look.use(dark));
            WaitForAsyncUtils.waitForFxEvents();
            Screens.untilPainted(stage.getScene());
            Screens.save(stage.getScene(), name + (dark ? "-dark" : "-light"));
        }
    }

    /** Demo parts by label, some without, one of them twice. */
    private void demoFolder() throws IOException {
        try (DemoCamera camera = new DemoCamera(new DemoSettings(0, 0.4, 7))) {
            for (int i = 0; i < 23; i++) {
                Frame frame = camera.grab().orElseThrow();
                DemoPart truth = camera.truth(frame.id()).orElseThrow();
                String place = i % 4 == 3 ? "unlabelled" : truth.isGood() ? "good" : truth.defectType();
                Path file = root.resolve("demo/" + place + "/part%02d.png".formatted(i));
                Files.createDirectories(file.getParent());
                Files.write(file, ImageCodec.png(frame.image()));
                if (i == 7) {
                    Files.write(file.resolveSibling("part07b.jpg"), ImageCodec.jpeg(frame.image(), 80));
                }
            }
        }
    }

    private void drop(String folder) {
        on(() -> model.arrivals().onFilesDropped(List.of(root.resolve(folder).toFile())));
    }

    private static void on(Runnable task) {
        WaitForAsyncUtils.waitForAsyncFx(20_000, task);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private int indexOf(SampleCard card) {
        return model.list().shown().stream().map(SampleCard::name).toList().indexOf(card.name());
    }

    private List<SampleCard> onDisk(String type) {
        return SampleStore.open(store().folder()).cards().stream()
                .filter(c -> c.type().equals(type))
                .toList();
    }

    private SampleStore store() {
        return model.storeProperty().get().orElseThrow();
    }
}
