package loupe.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import loupe.app.Workstation;
import loupe.config.Home;
import loupe.domain.Recipe;
import loupe.ui.Screens;
import loupe.ui.widget.FxThread;
import loupe.ui.widget.Look;
import org.testfx.util.WaitForAsyncUtils;

/** The whole window over a workstation of a test's own, and pictures of its pages. */
final class DeskWindow implements AutoCloseable {
    private final Stage stage;
    private final String name;
    private Workstation station;
    private Desk desk;

    /** An empty window; pictures are called {@code NAME-page-…}. JavaFX thread. */
    DeskWindow(Stage stage, String name) {
        this.stage = stage;
        this.name = name;
        Look.use(true);
        Screens.show(stage, new StackPane(), 1280, 800);
    }

    Workstation station(Home home) {
        station = Workstation.open(home);
        return station;
    }

    void open(Recipe recipe) {
        WaitForAsyncUtils.waitForAsyncFx(20_000, () -> {
            desk = new Desk(station, stage, new FxThread());
            desk.open(Optional.of(recipe));
        });
    }

    Desk desk() {
        return desk;
    }

    Scene scene() {
        return stage.getScene();
    }

    void language(String tag) {
        WaitForAsyncUtils.waitForAsyncFx(5_000, () -> desk.useLanguage(tag));
    }

    Node lookup(String selector) {
        return stage.getScene().getRoot().lookup(selector);
    }

    boolean isSeen(String selector) {
        return lookup(selector) != null && isSeen(lookup(selector));
    }

    String text(String selector) {
        return lookup(selector) instanceof Labeled l && l.getText() != null ? l.getText() : "";
    }

    /** There is such a picture, and every one that is seen has its pixels. */
    boolean painted(String selector) {
        List<ImageView> views = stage.getScene().getRoot().lookupAll(selector).stream()
                .map(ImageView.class::cast)
                .filter(v -> isSeen(v))
                .toList();
        return !views.isEmpty() && views.stream().allMatch(v -> v.getImage() != null);
    }

    private static boolean isSeen(Node node) {
        return node == null || (node.isVisible() && isSeen(node.getParent()));
    }

    void save(String page) {
        Screens.save(stage.getScene(), name + "-" + page);
    }

    /** The smallest window, in the languages with the longest and the shortest words. */
    void smaller(String page) throws TimeoutException {
        smaller(page, () -> true);
    }

    /** The same when there is something to wait for in each of them. */
    void smaller(String page, BooleanSupplier ready) throws TimeoutException {
        for (String language : List.of("de", "zh", "en")) {
            WaitForAsyncUtils.waitForAsyncFx(5_000, () -> {
                desk.useLanguage(language);
                size(1024, 768);
            });
            Screens.untilPainted(stage.getScene());
            Screens.until(120, ready);
            save(page + "-1024-" + language);
        }
        WaitForAsyncUtils.waitForAsyncFx(5_000, () -> size(1280, 800));
    }

    private void size(int width, int height) {
        Scene scene = stage.getScene();
        stage.setWidth(width + stage.getWidth() - scene.getWidth());
        stage.setHeight(height + stage.getHeight() - scene.getHeight());
    }

    /** Light and dark; every control must have a name. */
    void shots(String page) throws TimeoutException {
        shots(page, () -> true);
    }

    /** The same when there is something to wait for in each of them. */
    void shots(String page, BooleanSupplier ready) throws TimeoutException {
        assertThat(WaitForAsyncUtils.waitForAsyncFx(
                        10_000, () -> Screens.nameless(stage.getScene().getRoot())))
                .as("controls without an accessible name on " + page)
                .isEmpty();
        for (boolean dark : new boolean[] {false, true}) {
            WaitForAsyncUtils.waitForAsyncFx(5_000, () -> {
                desk.useDark(dark);
                size(1280, 800);
            });
            WaitForAsyncUtils.waitForFxEvents();
            Screens.untilPainted(stage.getScene());
            Screens.until(120, ready);
            save(page + (dark ? "-dark" : "-light"));
        }
    }

    @Override
    public void close() {
        if (desk != null) {
            WaitForAsyncUtils.waitForAsyncFx(10_000, () -> desk.close());
        }
        station.close();
    }
}
