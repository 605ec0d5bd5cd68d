package loupe.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.domain.AnomalyMap;
import loupe.domain.ClassMap;
import loupe.domain.DefectClass;
import loupe.domain.Inspection;
import loupe.domain.Outcome;
import loupe.domain.Prediction;
import loupe.imaging.HeatMapStyle;
import loupe.station.StationState;
import loupe.station.StationStats;
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
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class LiveViewTest {
    private final FramePainter painter = new FramePainter();
    private final List<Boolean> looks = new ArrayList<>();
    private LiveViewModel model;
    private Texts texts;
    private LiveView view;
    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
        Look.use(true);
        StationStats stats = new StationStats(
                1204,
                1204,
                0,
                0,
                Map.of(Outcome.PASS, 1189L, Outcome.REVIEW, 4L, Outcome.FAIL, 11L),
                29.9,
                12,
                21,
                34,
                0);
        model = new LiveViewModel(
                new LineFeed(() -> StationState.RUNNING, () -> stats, Optional::empty),
                new LineControls(() -> {}, () -> {}, () -> {}, () -> {}, looks::add),
                new SimpleObjectProperty<>(HeatMapStyle.DEFAULT),
                new FxThread(),
                System::nanoTime);
        texts = Texts.of(LiveView.class, Locale.ENGLISH);
        view = new LiveView(model, Screens.noChoice(), painter, new FxThread(), texts, () -> {});
        Screens.show(stage, view, 1200, 740);
    }

    @AfterEach
    void close() {
        painter.close();
    }

    @Test
    void showsThePart() throws TimeoutException {
        for (Inspection part : TestParts.parts(35)) {
            model.accept(part);
        }
        Screens.until(() -> model.strip().size() > 10);
        Screens.untilPainted(stage.getScene());
        Screens.save(stage.getScene(), "live-dark");
    }

    @Test
    void showsHowThePartShouldLook(FxRobot robot) throws TimeoutException {
        model.accept(TestParts.part(1, 0.3));
        Screens.until(() -> model.strip().size() == 1);
        assertThat(tools().isVisible()).as("the model cannot tell").isFalse();
        model.accept(TestParts.repairable(2));
        Screens.until(() -> tools().isVisible());
        Screens.save(stage.getScene(), "live-repair-off");
        robot.interact(() -> view.handleKey(KeyCode.R));
        Screens.until(() -> looks.equals(List.of(false, true)));
        Screens.untilPainted(stage.getScene());
        Screens.save(stage.getScene(), "live-repair-beside");
        robot.interact(() -> view.handleKey(KeyCode.F));
        Screens.untilPainted(stage.getScene());
        Screens.save(stage.getScene(), "live-repair-flicker");
        robot.interact(() -> view.handleKey(KeyCode.F));
        Screens.until(() -> looks.equals(List.of(false, true, true, false)));
    }

    /** A change of language or of the person at the station makes another view, whose lens shows the part as it is. */
    @Test
    void anotherViewLooksAtNoRepairs(FxRobot robot) throws TimeoutException {
        model.accept(TestParts.repairable(2));
        Screens.until(() -> tools().isVisible());
        robot.interact(() -> view.handleKey(KeyCode.R));
        Screens.until(() -> looks.get(looks.size() - 1));
        robot.interact(() -> new LiveView(model, Screens.noChoice(), painter, new FxThread(), texts, () -> {}));
        assertThat(looks.get(looks.size() - 1)).isFalse();
    }

    /** Thumbnails of parts that came before the choice too. */
    @Test
    void thePartsBelowHaveTheColoursOfTheLargePicture(FxRobot robot) throws TimeoutException {
        model.accept(ofOneClass(TestParts.part(1, 1.9)));
        Screens.until(() -> hotSpot().isPresent());
        int ofTheClass = hotSpot().orElseThrow();
        robot.interact(() -> model.overlayProperty().set(HeatMapStyle.DEFAULT.withClassColours(false)));
        Screens.until(() -> hotSpot().orElseThrow() != ofTheClass);
        robot.interact(() -> model.overlayProperty().set(HeatMapStyle.DEFAULT.withOpacity(0.2)));
        Screens.until(() -> hotSpot().orElseThrow() == ofTheClass);
    }

    private static Inspection ofOneClass(Inspection part) {
        Prediction said = part.prediction().orElseThrow();
        short[] cells = new short[said.map().scores().length];
        Arrays.fill(cells, (short) 1);
        ClassMap classes = new ClassMap(List.of(new DefectClass(1, "rust")), cells);
        AnomalyMap map = new AnomalyMap(
                said.map().width(),
                said.map().height(),
                said.map().scores(),
                said.map().covered(),
                Optional.of(classes));
        Prediction prediction = new Prediction(said.score(), map, said.timings());
        return new Inspection(
                part.id(),
                part.frame(),
                Optional.of(prediction),
                part.recipe().judge(prediction),
                part.recipe(),
                "",
                part.at());
    }

    /** The middle of the hot spot in the first thumbnail, once it is painted. */
    private Optional<Integer> hotSpot() {
        return view.lookupAll(".part-thumbnail .image-view").stream()
                .map(n -> ((ImageView) n).getImage())
                .filter(Objects::nonNull)
                .findFirst()
                .map(i -> i.getPixelReader()
                        .getArgb((int) (i.getWidth() * 44.5 / 64), (int) (i.getHeight() * 20.5 / 64)));
    }

    private RepairTools tools() {
        return (RepairTools) view.lookupAll(".floating").stream()
                .filter(RepairTools.class::isInstance)
                .findFirst()
                .orElseThrow();
    }
}
