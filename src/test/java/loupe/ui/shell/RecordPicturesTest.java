package loupe.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import loupe.app.Workstation;
import loupe.config.Home;
import loupe.config.RecipeBook;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.trace.Journal;
import loupe.ui.PastParts;
import loupe.ui.Screens;
import loupe.ui.widget.FxThread;
import loupe.ui.widget.Look;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** History and Recipes in the real window over a journal of some thousand parts; pictures of every page. */
@Tag("slow")
@ExtendWith(ApplicationExtension.class)
class RecordPicturesTest {
    @TempDir
    Path folder;

    private Stage stage;
    private Workstation station;
    private Desk desk;

    @Start
    void start(Stage shown) {
        stage = shown;
        Look.use(true);
        Screens.show(stage, new StackPane(), 1280, 800);
    }

    private void open() {
        Home home = new Home(folder.resolve("home")).create();
        RecipeBook book = new RecipeBook(home, Clock.systemUTC());
        Recipe newest = PastParts.recipes(book);
        try (Journal journal = Journal.open(home.journalDatabase())) {
            PastParts.write(journal, home.archive(), book, newest);
        }
        station = Workstation.open(home);
        WaitForAsyncUtils.waitForAsyncFx(20_000, () -> {
            desk = new Desk(station, stage, new FxThread());
            desk.openIdle(new InspectionFault(FaultCode.REC_05));
        });
    }

    @AfterEach
    void close() {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> desk.close());
        station.close();
    }

    @Test
    void history(FxRobot robot) throws TimeoutException {
        open();
        robot.type(KeyCode.F5);
        Screens.until(() -> rows() > 0);
        robot.type(KeyCode.DOWN).type(KeyCode.DOWN);
        Screens.untilPainted(stage.getScene());
        shots("history-part");
        robot.type(KeyCode.B);
        Screens.until(() -> has(".part-said", n -> ((Labeled) n).getText().startsWith("bad")));
        Screens.until(() -> !station.journal()
                .latestOverrides(
                        station.journal().newest(20).stream().map(r -> r.id()).toList())
                .isEmpty());
        press("Trend");
        Screens.until(() -> has(".drift-lamp", n -> n.getStyleClass().contains("red")));
        shots("history");
        press("What if");
        Screens.until(() -> has(".limit-handle", n -> true));
        WaitForAsyncUtils.waitForAsyncFx(5_000, () -> node(".limit-handle.fail").requestFocus());
        robot.press(KeyCode.SHIFT).type(KeyCode.LEFT).release(KeyCode.SHIFT).type(KeyCode.LEFT);
        WaitForAsyncUtils.waitForAsyncFx(
                5_000, () -> node(".limit-handle.review").requestFocus());
        robot.press(KeyCode.SHIFT).type(KeyCode.LEFT).type(KeyCode.LEFT).release(KeyCode.SHIFT);
        Screens.until(() -> has(".what-if-other", n -> true));
        shots("history-what-if");
        press("Teach from these…");
        Screens.until(
                () -> has("#teach-good .label", n -> ((Labeled) n).getText().matches("[1-9]\\d* .*")));
        Screens.save(stage.getScene(), "history-taught");
    }

    @Test
    void recipes(FxRobot robot) throws TimeoutException {
        open();
        robot.type(KeyCode.F6);
        Screens.until(() -> has(".recipe-heading", n -> ((Labeled) n).getText().equals("Flange 6×M8")));
        shots("recipes");
        press("Put away");
        Screens.until(() -> station.recipes().list().size() == 1);
        Screens.until(() -> has(".undo-bar", n -> true));
        Screens.save(stage.getScene(), "recipes-undo");
        press("Undo");
        Screens.until(() -> station.recipes().list().size() == 2);
    }

    private int rows() {
        return node(".review-table") instanceof TableView<?> t ? t.getItems().size() : 0;
    }

    private Node node(String selector) {
        return stage.getScene().getRoot().lookup(selector);
    }

    private boolean has(String selector, Predicate<Node> wanted) {
        return stage.getScene().getRoot().lookupAll(selector).stream().anyMatch(n -> isSeen(n) && wanted.test(n));
    }

    /** The button with this word that is seen. */
    private void press(String word) {
        WaitForAsyncUtils.waitForAsyncFx(
                5_000,
                () -> Stream.of(".button", ".toggle-button")
                        .flatMap(type -> stage.getScene().getRoot().lookupAll(type).stream())
                        .map(ButtonBase.class::cast)
                        .filter(b -> word.equals(b.getText()) && isSeen(b))
                        .forEach(ButtonBase::fire));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static boolean isSeen(Node node) {
        return node == null || (node.isVisible() && isSeen(node.getParent()));
    }

    private void shots(String name) throws TimeoutException {
        assertThat(WaitForAsyncUtils.waitForAsyncFx(
                        10_000, () -> Screens.nameless(stage.getScene().getRoot())))
                .as("controls without an accessible name on " + name)
                .isEmpty();
        for (String size : List.of("1024x768", "1280x800")) {
            int w = Integer.parseInt(size.substring(0, size.indexOf('x')));
            int h = Integer.parseInt(size.substring(size.indexOf('x') + 1));
            resize(w, h);
            for (boolean dark : new boolean[] {true, false}) {
                WaitForAsyncUtils.waitForAsyncFx(5_000, () -> Look.use(dark));
                WaitForAsyncUtils.waitForFxEvents();
                Screens.untilPainted(stage.getScene());
                Screens.save(stage.getScene(), name + (dark ? "-dark" : "-light") + (w == 1280 ? "" : "-" + size));
            }
        }
        WaitForAsyncUtils.waitForAsyncFx(5_000, () -> Look.use(true));
    }

    private void resize(int w, int h) {
        WaitForAsyncUtils.waitForAsyncFx(5_000, () -> {
            Scene scene = stage.getScene();
            stage.setWidth(w + stage.getWidth() - scene.getWidth());
            stage.setHeight(h + stage.getHeight() - scene.getHeight());
        });
        WaitForAsyncUtils.waitForFxEvents();
    }
}
