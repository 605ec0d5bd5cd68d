package loupe.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.app.BrightModel;
import loupe.app.Workstation;
import loupe.config.Home;
import loupe.detect.OnnxModels;
import loupe.detect.ProviderAttempt;
import loupe.domain.Recipe;
import loupe.ui.Screens;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** A line that should run on CUDA and cannot: status bar, notice and Settings say so. Everything is real. */
@ExtendWith(ApplicationExtension.class)
class ProviderWindowTest {
    @TempDir
    Path folder;

    private DeskWindow window;

    @Start
    void start(Stage stage) {
        window = new DeskWindow(stage, "provider");
    }

    @Test
    void aFallBackIsAnAlarmWhereverOneLooks(FxRobot robot) throws TimeoutException {
        Assumptions.assumeFalse(
                OnnxModels.probe().stream().filter(a -> a.name().equals("CUDA")).anyMatch(ProviderAttempt::ok),
                "skipped: CUDA works here");
        try (DeskWindow shown = window) {
            Workstation station = shown.station(new Home(folder));
            station.settings()
                    .update(s -> s.withSource("demo:?rate=4&seed=7")
                            .withCompute(s.compute().withProvider("CUDA")));
            Recipe recipe = BrightModel.store(station.recipes(), "bright", 0.9);
            window.open(recipe);
            Screens.until(() -> status().filter(t -> t.contains("MOD-14")).isPresent());
            assertThat(status()).contains("MOD-14 CPU instead of CUDA");
            tooltipStays();
            Screens.until(() -> window.scene().getRoot().lookup(".notices .banner-code") instanceof Label l
                    && l.getText().equals("MOD-14"));
            Screens.save(window.scene(), "provider-alarm");
            robot.type(KeyCode.F7);
            Screens.until(() -> station.providers().newest().isPresent());
            robot.interact(() -> ((ScrollPane) window.lookup(".settings .scroll-pane")).setVvalue(1));
            Screens.save(window.scene(), "provider-settings");
        }
    }

    /** The status bar is written four times a second; what the mouse rests on must not be replaced. */
    private void tooltipStays() throws TimeoutException {
        Tooltip shown = items().filter(l -> l.getText().contains("CPU"))
                .map(Label::getTooltip)
                .findFirst()
                .orElseThrow();
        assertThat(shown.getText()).contains("CUDA");
        List<String> before = items().map(Label::getText).toList();
        Screens.until(() -> !items().map(Label::getText).toList().equals(before));
        assertThat(items().map(Label::getTooltip)).contains(shown);
    }

    private Stream<Label> items() {
        return window.scene().getRoot().lookupAll(".status-item").stream().map(Label.class::cast);
    }

    private Optional<String> status() {
        return items().map(Label::getText).filter(t -> t.contains("CPU")).findFirst();
    }
}
