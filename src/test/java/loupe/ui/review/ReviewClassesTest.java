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
import java.util.stream.Stream;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import loupe.camera.demo.DemoLine;
import loupe.domain.AnomalyMap;
import loupe.domain.ClassMap;
import loupe.domain.DefectClass;
import loupe.domain.Detector;
import loupe.domain.DetectorInfo;
import loupe.domain.Image;
import loupe.domain.Inspector;
import loupe.domain.Prediction;
import loupe.domain.Timings;
import loupe.imaging.HeatMapStyle;
import loupe.imaging.ImageCodec;
import loupe.ui.Screens;
import loupe.ui.TestParts;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.FxThread;
import loupe.ui.widget.Look;
import loupe.ui.widget.Texts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The column of classes: there for models that tell some, sorted by class and then by how many places. */
@ExtendWith(ApplicationExtension.class)
class ReviewClassesTest {
    private static final List<DefectClass> KINDS =
            List.of(new DefectClass(1, "rust"), new DefectClass(2, "ink"), new DefectClass(3, "scratch"));
    private static final int SIDE = 16;

    @TempDir
    private Path folder;

    private final FramePainter painter = new FramePainter();
    private final ExecutorService work = Executors.newSingleThreadExecutor();
    private final List<String> said = new ArrayList<>(); // what the pictures to come show, as 1 = rust, …
    private volatile boolean tells = true;
    private ReviewViewModel model;
    private ReviewView view;
    private Stage stage;

    /** Finds one place for each digit that it is told; the first is the worst. */
    private final class Told implements Detector {
        @Override
        public Prediction predict(Image image) {
            String places = said.remove(0);
            float[] scores = new float[SIDE * SIDE];
            short[] cells = new short[scores.length];
            for (int i = 0; i < places.length(); i++) {
                int at = 2 * SIDE * i + 4; // two rows apart
                scores[at] = 1.9f - 0.1f * i;
                cells[at] = (short) (places.charAt(i) - '0');
            }
            Optional<ClassMap> classes = tells ? Optional.of(new ClassMap(KINDS, cells)) : Optional.empty();
            AnomalyMap map = new AnomalyMap(SIDE, SIDE, scores, image.bounds(), classes);
            return new Prediction(places.isEmpty() ? 0.1f : 1.9f, map, Timings.ZERO);
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
        ReviewDesk desk = new ReviewDesk(
                () -> List.of(TestParts.RECIPE),
                recipe -> new Inspector(recipe, new Told(), Clock.systemUTC()),
                inspection -> {},
                Optional::empty,
                word -> {},
                () -> "anna",
                folder.resolve("scratch"),
                looks -> {});
        model = new ReviewViewModel(desk, new SimpleObjectProperty<>(HeatMapStyle.DEFAULT), work, new FxThread());
        show(false, Locale.ENGLISH);
    }

    private void show(boolean dark, Locale locale) {
        Look.use(dark);
        view = new ReviewView(model, painter, new FxThread(), Texts.of(ReviewView.class, locale), () -> {});
        Screens.show(stage, view, 1500, 820);
    }

    @AfterEach
    void close() {
        painter.close();
        work.shutdownNow();
    }

    private void drop(FxRobot robot, String... places) throws IOException, TimeoutException {
        List<File> files = new ArrayList<>();
        DemoLine line = new DemoLine(20_26, 0);
        for (int i = 0; i < places.length; i++) {
            Path file = folder.resolve(i + "-part.png");
            Files.write(file, ImageCodec.png(line.good(i).image()));
            files.add(file.toFile());
        }
        said.addAll(List.of(places));
        robot.interact(() -> model.onFilesDropped(files));
        Screens.until(() -> model.items().size() == places.length
                && !model.progressProperty().get().running());
        Screens.until(() -> model.openedProperty().get().isPresent());
        Screens.untilPainted(stage.getScene());
    }

    private TableColumn<?, ?> column(String title) {
        return ((TableView<?>) view.lookup(".review-table"))
                .getColumns().stream()
                        .filter(c -> c.getText().equals(title))
                        .findFirst()
                        .orElseThrow();
    }

    private Stream<String> cells() {
        return view.lookupAll(".review-table .table-cell").stream()
                .map(n -> n.getAccessibleText())
                .filter(t -> t != null && !t.isEmpty());
    }

    @Test
    void whatWasFoundStandsInTheTable(FxRobot robot) throws IOException, TimeoutException {
        drop(robot, "", "1", "12", "1123", "31");
        assertThat(column("class").isVisible()).isTrue();
        assertThat(cells())
                .containsExactlyInAnyOrder("rust 1", "rust 1; ink 1", "rust 2; ink 1; scratch 1", "scratch 1; rust 1");
        Screens.save(stage.getScene(), "review-classes-light");
        robot.interact(() -> sort(column("class")));
        assertThat(model.items())
                .as("nothing first, then by class and number of places")
                .extracting(ReviewItem::number)
                .containsExactly(1, 2, 3, 4, 5);
        robot.interact(() -> {
            column("class").setSortType(TableColumn.SortType.DESCENDING);
            sort(column("class"));
        });
        assertThat(model.items()).extracting(ReviewItem::number).containsExactly(5, 4, 3, 2, 1);
        assertThat(model.items().get(1).classes().text()).isEqualTo("rust 2; ink 1; scratch 1");
        robot.interact(() -> show(true, Locale.GERMAN));
        Screens.untilPainted(stage.getScene());
        assertThat(column("Klasse").isVisible()).as("in a window built anew").isTrue();
        Screens.save(stage.getScene(), "review-classes-dark");
    }

    @Test
    void theColumnIsThereForModelsThatTellClassesOnly(FxRobot robot) throws IOException, TimeoutException {
        tells = false;
        drop(robot, "", "12");
        assertThat(column("class").isVisible()).isFalse();
        robot.interact(model::clear);
        tells = true;
        drop(robot, "", "");
        assertThat(column("class").isVisible()).as("nothing found yet").isTrue();
        assertThat(cells()).isEmpty();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // a column does not tell of which table
    private void sort(TableColumn<?, ?> by) {
        TableView table = (TableView) view.lookup(".review-table");
        table.getSortOrder().setAll(by);
        table.sort();
    }
}
