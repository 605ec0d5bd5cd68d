package loupe.ui.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.camera.demo.DefectType;
import loupe.camera.demo.DemoLine;
import loupe.domain.Detector;
import loupe.domain.DetectorInfo;
import loupe.domain.Image;
import loupe.domain.Inspector;
import loupe.domain.Prediction;
import loupe.domain.Repair;
import loupe.imaging.HeatMapStyle;
import loupe.imaging.ImageCodec;
import loupe.imaging.Thumbnails;
import loupe.ui.Screens;
import loupe.ui.TestParts;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.FxThread;
import loupe.ui.widget.Look;
import loupe.ui.widget.RepairTools;
import loupe.ui.widget.Texts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** A model that can say how a part should look: Review asks it only when somebody wants to see that. */
@ExtendWith(ApplicationExtension.class)
class ReviewRepairTest {
    @TempDir
    private Path folder;

    private final DemoLine line = new DemoLine(20_26, 0);
    private final FramePainter painter = new FramePainter();
    private final ExecutorService work = Executors.newSingleThreadExecutor();
    private volatile boolean looking;
    private ReviewViewModel model;
    private ReviewView view;
    private Stage stage;

    /** Says of every picture that it should be the second good part. */
    private final class Knowing implements Detector {
        @Override
        public Prediction predict(Image image) {
            Prediction said = TestParts.part(1, 1.6).prediction().orElseThrow();
            return new Prediction(
                    said.score(),
                    said.map().covering(image.bounds()),
                    said.timings(),
                    Optional.of(new Repair(image.bounds(), Optional.empty())));
        }

        @Override
        public Optional<Image> repaired() {
            return Optional.of(Thumbnails.of(line.good(2).image(), 256, 256));
        }

        @Override
        public DetectorInfo info() {
            return new DetectorInfo("00", 1, "CPU", "test", 0, 0, Map.of());
        }

        @Override
        public void close() {}
    }

    @Start
    void start(Stage shown) {
        stage = shown;
        Look.use(false);
        ReviewDesk desk = new ReviewDesk(
                () -> List.of(TestParts.RECIPE),
                recipe -> new Inspector(recipe, new Knowing(), Clock.systemUTC(), () -> looking),
                inspection -> {},
                Optional::empty,
                word -> {},
                () -> "anna",
                folder.resolve("scratch"),
                looks -> looking = looks);
        model = new ReviewViewModel(desk, new SimpleObjectProperty<>(HeatMapStyle.DEFAULT), work, new FxThread());
        Texts texts = Texts.of(ReviewView.class, Locale.ENGLISH);
        view = new ReviewView(model, painter, new FxThread(), texts, () -> {});
        Screens.show(stage, view, 1500, 820);
    }

    @AfterEach
    void close() {
        painter.close();
        work.shutdownNow();
    }

    @Test
    void showsHowThePartShouldLook(FxRobot robot) throws IOException, TimeoutException {
        List<File> files = new ArrayList<>();
        for (DefectType type : List.of(DefectType.SCRATCH, DefectType.STAIN)) {
            Path file = folder.resolve(type.id() + ".png");
            Files.write(file, ImageCodec.png(line.defect(2, type, 1).image()));
            files.add(file.toFile());
        }
        robot.interact(() -> model.onFilesDropped(files));
        Screens.until(() -> model.items().size() == 2 && repair().isPresent());
        assertThat(repair().orElseThrow().picture()).as("nobody looks").isEmpty();
        assertThat(view.lookupAll(".toggle-button").stream()
                        .filter(n -> n.getParent() instanceof RepairTools)
                        .allMatch(n -> n.getParent().isVisible()))
                .isTrue();
        robot.interact(() -> view.handleKey(KeyCode.R));
        Screens.until(() -> repair().flatMap(Repair::picture).isPresent());
        Screens.untilPainted(stage.getScene());
        robot.interact(() -> view.handleKey(KeyCode.DOWN));
        Screens.until(() -> opened().item().number() == 2
                && opened().repair().flatMap(Repair::picture).isPresent());
        Screens.untilPainted(stage.getScene());
        Screens.save(stage.getScene(), "review-repair-beside-light");
        robot.interact(() -> view.handleKey(KeyCode.R));
        Screens.until(() -> !looking);
    }

    private ReviewViewModel.Opened opened() {
        return model.openedProperty().get().orElseThrow();
    }

    private Optional<Repair> repair() {
        return model.openedProperty().get().flatMap(ReviewViewModel.Opened::repair);
    }
}
