package loupe.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Alert;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.imaging.HeatMapStyle;
import loupe.station.StationState;
import loupe.station.StationStats;
import loupe.ui.Screens;
import loupe.ui.TestParts;
import loupe.ui.live.LineControls;
import loupe.ui.live.LineFeed;
import loupe.ui.live.LiveView;
import loupe.ui.live.LiveViewModel;
import loupe.ui.widget.FaultDialog;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.FxThread;
import loupe.ui.widget.Look;
import loupe.ui.widget.Texts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** What people see when something is wrong. */
@ExtendWith(ApplicationExtension.class)
class ShellPicturesTest {
    private final FramePainter painter = new FramePainter();
    private final Texts texts = Texts.of(App.class, Locale.ENGLISH);
    private Optional<InspectionFault> fault = Optional.empty();
    private Stage stage;
    private LiveViewModel model;

    @Start
    void start(Stage shown) {
        stage = shown;
        Look.use(true);
        model = new LiveViewModel(
                new LineFeed(() -> StationState.RUNNING, () -> StationStats.NONE, () -> fault),
                new LineControls(() -> {}, () -> {}, () -> {}, () -> {}, looks -> {}),
                new SimpleObjectProperty<>(HeatMapStyle.DEFAULT),
                new FxThread(),
                System::nanoTime);
        Screens.show(
                stage, new LiveView(model, Screens.noChoice(), painter, new FxThread(), texts, () -> {}), 1280, 760);
    }

    @AfterEach
    void close() {
        painter.close();
    }

    @Test
    void aLostCameraTakesTheVerdictAway() throws TimeoutException {
        TestParts.parts(12).forEach(model::accept);
        Screens.until(() -> model.strip().size() == 12);
        fault = Optional.of(new InspectionFault(FaultCode.CAM_02, "usb:0"));
        model.accept(TestParts.outage(13));
        Screens.until(() -> stage.getScene().getRoot().lookup(".verdict-card.error") != null);
        Screens.save(stage.getScene(), "live-fault");
        Label code = (Label) stage.getScene().getRoot().lookup(".banner-code");
        assertThat(code.getText()).isEqualTo("CAM-02");
        assertThat(code.getParent().isVisible()).isTrue();
    }

    @Test
    void theFaultDialogNamesCodeAndRemedy() {
        InspectionFault inUse = new InspectionFault(FaultCode.TRC_01, "/home/anna/.local/share/loupe");
        Alert alert = WaitForAsyncUtils.waitForAsyncFx(5_000, () -> {
            Alert made = new FaultDialog(texts).dialog(stage, inUse);
            made.show();
            return made;
        });
        WaitForAsyncUtils.waitForFxEvents();
        Screens.save(alert.getDialogPane().getScene(), "fault-dialog");
        assertThat(alert.getHeaderText()).isEqualTo("TRC-01");
        WaitForAsyncUtils.waitForAsyncFx(5_000, alert::close);
    }
}
