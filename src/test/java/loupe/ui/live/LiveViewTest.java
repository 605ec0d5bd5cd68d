package loupe.ui.live;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.beans.property.SimpleObjectProperty;
import javafx.stage.Stage;
import loupe.domain.Inspection;
import loupe.domain.Outcome;
import loupe.imaging.HeatMapStyle;
import loupe.station.StationState;
import loupe.station.StationStats;
import loupe.ui.Screens;
import loupe.ui.TestParts;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.FxThread;
import loupe.ui.widget.Look;
import loupe.ui.widget.Texts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class LiveViewTest {
    private final FramePainter painter = new FramePainter();
    private LiveViewModel model;
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
                new LineControls(() -> {}, () -> {}, () -> {}, () -> {}),
                new SimpleObjectProperty<>(HeatMapStyle.DEFAULT),
                new FxThread(),
                System::nanoTime);
        Texts texts = Texts.of(LiveView.class, Locale.ENGLISH);
        Screens.show(
                stage, new LiveView(model, Screens.noChoice(), painter, new FxThread(), texts, () -> {}), 1200, 740);
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
}
