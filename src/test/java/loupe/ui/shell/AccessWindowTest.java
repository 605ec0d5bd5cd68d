package loupe.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.access.Role;
import loupe.app.BrightModel;
import loupe.app.Workstation;
import loupe.config.Home;
import loupe.domain.Recipe;
import loupe.trace.AuditLog;
import loupe.ui.Screens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Roles in the real window: switched on, locked places, signing in by keyboard, the audit log of it. */
@ExtendWith(ApplicationExtension.class)
class AccessWindowTest {
    @TempDir
    Path folder;

    private DeskWindow window;

    @Start
    void start(Stage stage) {
        window = new DeskWindow(stage, "access");
    }

    @Test
    void placesOpenToWhoeverMayEnter(FxRobot robot) throws TimeoutException {
        try (DeskWindow shown = window) {
            Workstation station = shown.station(new Home(folder));
            station.settings().update(s -> s.withSource("demo:?rate=1&seed=7"));
            Recipe recipe = BrightModel.store(station.recipes(), "bright", 0.9);
            window.open(recipe);
            assertThat(window.isSeen("#user-button")).as("roles are off").isFalse();
            switchOn(robot, station);
            lockedForOperators(robot, station);
            signInByKeyboard(robot, station);
            settingsOfAnEngineer(robot, station);
            aRecipeFromElsewhere(robot, station);
            List<String> acts = station.audit().read().acts().stream()
                    .map(AuditLog.Act::act)
                    .toList();
            assertThat(acts).containsSubsequence("access-on", "user", "sign-out", "sign-in-refused", "sign-in");
        }
    }

    private void switchOn(FxRobot robot, Workstation station) throws TimeoutException {
        robot.type(KeyCode.F7);
        Screens.until(() -> window.text("#security-audit").contains("0"));
        window.shots("off", () -> bottom(robot));
        bottom(robot);
        type(robot, "Ada", "correct horse", "correct hose");
        fire(robot, "#security-begin");
        Screens.until(() -> window.text(".sign-in-fault").contains("differ"));
        assertThat(station.access().isOn()).isFalse();
        type(robot, "Ada", "correct horse", "correct horse");
        fire(robot, "#security-begin");
        Screens.until(() -> window.isSeen("#security-add"));
        assertThat(window.text("#user-button")).isEqualTo("Ada · Administrator");
        type(robot, "Eve", "battery staple", "battery staple");
        fire(robot, "#security-add");
        Screens.until(() -> station.access().users().size() == 2);
        window.shots("users", () -> bottom(robot));
        fire(robot, "#user-button");
        Screens.until(() -> window.text("#user-button").equals("Operator"));
        assertThat(station.access().role()).isEqualTo(Role.OPERATOR);
    }

    private void lockedForOperators(FxRobot robot, Workstation station) throws TimeoutException {
        for (KeyCode key : List.of(KeyCode.F3, KeyCode.F4, KeyCode.F6)) {
            robot.type(key);
            Screens.until(() -> window.isSeen("#sign-in"));
        }
        for (KeyCode key : List.of(KeyCode.F1, KeyCode.F2, KeyCode.F5)) {
            robot.type(key);
            Screens.until(() -> !window.isSeen("#sign-in"));
        }
        robot.interact(() -> window.desk().onFilesDropped(List.of(new File("foreign.loupe"))));
        Screens.until(() -> window.isSeen("#sign-in"));
        robot.type(KeyCode.F3);
        window.shots("locked");
        window.smaller("locked");
        assertThat(station.recipes().list()).hasSize(1);
    }

    private void signInByKeyboard(FxRobot robot, Workstation station) throws TimeoutException {
        robot.type(KeyCode.F3);
        signIn(robot, "guess");
        Screens.until(() -> window.text(".sign-in-fault").contains("ACC-02"));
        window.save("refused");
        robot.type(KeyCode.F4);
        Screens.until(() -> window.text(".sign-in-fault").isEmpty());
        robot.type(KeyCode.F3);
        Screens.until(() -> window.isSeen("#sign-in"));
        signIn(robot, "battery staple");
        Screens.until(() -> window.text("#user-button").equals("Eve · Engineer"));
        Screens.until(() -> window.isSeen(".teach"));
        assertThat(window.isSeen("#sign-in")).isFalse();
        assertThat(station.who()).isEqualTo("Eve");
    }

    private void signIn(FxRobot robot, String password) {
        robot.interact(() -> {
            window.lookup("#sign-in").requestFocus();
            ((ComboBox<?>) window.lookup("#sign-in-name")).getEditor().setText("Eve");
            window.lookup("#sign-in-password").requestFocus();
        });
        robot.write(password);
        robot.type(KeyCode.ENTER);
    }

    private void settingsOfAnEngineer(FxRobot robot, Workstation station) throws TimeoutException {
        robot.type(KeyCode.F7);
        Screens.until(() -> window.isSeen(".settings"));
        bottom(robot);
        window.save("settings-engineer");
        assertThat(window.lookup("#security-add")).isNull();
        assertThat(station.access().user()).isPresent();
        changeOwn(robot, "battery stable");
        Screens.until(() -> window.text(".sign-in-fault").contains("ACC-02"));
        changeOwn(robot, "battery staple");
        Screens.until(() ->
                station.audit().read().acts().stream().anyMatch(a -> a.why().equals("own password")));
        Screens.until(() -> window.text(".sign-in-fault").isEmpty());
        bottom(robot);
        window.save("own-password");
    }

    private void changeOwn(FxRobot robot, String old) {
        robot.interact(() -> {
            ((TextField) window.lookup("#security-old")).setText(old);
            ((TextField) window.lookup("#security-new")).setText("new battery");
            ((TextField) window.lookup("#security-new-again")).setText("new battery");
        });
        fire(robot, "#security-change");
    }

    private void aRecipeFromElsewhere(FxRobot robot, Workstation station) throws TimeoutException {
        Path file = folder.resolve("foreign.loupe");
        try (Workstation other = Workstation.open(new Home(folder.resolve("other")))) {
            other.exchange().write(BrightModel.store(other.recipes(), "foreign", 0.9), file);
        }
        fire(robot, "#user-button");
        Screens.until(() -> window.text("#user-button").equals("Operator"));
        robot.interact(() -> window.desk().onFilesDropped(List.of(file.toFile())));
        Screens.until(() -> window.isSeen("#sign-in"));
        signIn(robot, "new battery");
        Screens.until(() -> window.isSeen("#seal-trust"));
        assertThat(window.text("#seal-words")).contains("unknown key");
        window.shots("seal");
        fire(robot, "#seal-trust");
        Screens.until(() -> window.text(".banner-code").equals("ACC-08"));
        assertThat(station.keys().trusted()).isEmpty();
    }

    private void type(FxRobot robot, String name, String password, String again) {
        robot.interact(() -> {
            ((TextField) window.lookup("#security-name")).setText(name);
            ((TextField) window.lookup("#security-password")).setText(password);
            ((TextField) window.lookup("#security-again")).setText(again);
        });
    }

    private void fire(FxRobot robot, String id) {
        robot.interact(() -> ((Button) window.lookup(id)).fire());
    }

    private boolean bottom(FxRobot robot) {
        robot.interact(() -> ((ScrollPane) window.lookup(".settings .scroll-pane")).setVvalue(0.85));
        return true;
    }
}
