package loupe.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.app.BrightModel;
import loupe.app.ShadowReport.State;
import loupe.app.Workstation;
import loupe.config.Home;
import loupe.domain.Recipe;
import loupe.ui.Screens;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** A candidate beside the line in the real window: started from Recipes, watched in History, put on the line. */
@Tag("slow")
@ExtendWith(ApplicationExtension.class)
class ShadowWindowTest {
    @TempDir
    Path folder;

    private DeskWindow window;

    @Start
    void start(Stage stage) {
        window = new DeskWindow(stage, "shadow");
    }

    @Test
    void aCandidateIsWatchedAndPutOnTheLine(FxRobot robot) throws TimeoutException {
        try (DeskWindow shown = window) {
            Workstation station = shown.station(new Home(folder));
            station.settings()
                    .update(s ->
                            s.withSource("demo:?rate=10&defects=0.3&seed=7").withOperator("anna"));
            BrightModel.store(station.recipes(), "candidate", 0.915);
            shown.open(BrightModel.store(station.recipes(), "present", 0.925));
            robot.type(KeyCode.F6);
            Screens.until(() -> shown.lookup(".recipes .list-view") instanceof ListView<?> l
                    && l.getItems().size() == 2);
            robot.interact(() -> ((ListView<?>) shown.lookup(".recipes .list-view"))
                    .getSelectionModel()
                    .select(0));
            Screens.until(() -> shown.text(".recipe-heading").equals("candidate"));
            robot.interact(button("Run as shadow")::fire);
            Screens.until(() -> station.shadow().report().table().disagreements() >= 12);
            Screens.until(() -> shown.isSeen(".shadow-pane"));
            shown.shots("pane");
            shown.smaller("pane");
            openADisagreement(robot, station);
            robot.interact(button("Put on the line")::fire);
            Screens.until(() -> station.line().recipe().map(Recipe::id).equals(Optional.of("candidate")));
            assertThat(station.shadow().report().state()).isEqualTo(State.OFF);
        }
    }

    private void openADisagreement(FxRobot robot, Workstation station) throws TimeoutException {
        robot.interact(() -> {
            TableView<?> table = (TableView<?>) window.lookup(".shadow-pane .table-view");
            table.getSelectionModel().select(3);
            table.requestFocus();
        });
        robot.type(KeyCode.ENTER);
        Screens.until(() -> !window.isSeen(".shadow-pane"));
        assertThat(station.shadow().report().state()).isEqualTo(State.RUNNING);
        Screens.until(
                () -> window.painted(".history .image-canvas .image-view") || window.painted(".history .image-view"));
        window.save("part");
    }

    private Button button(String text) {
        return window.scene().getRoot().lookupAll(".button").stream()
                .map(Button.class::cast)
                .filter(b -> b.getText().equals(text))
                .findFirst()
                .orElseThrow();
    }
}
