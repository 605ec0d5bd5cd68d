package loupe.ui;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.ImageView;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import loupe.ui.live.RecipeChoice;
import loupe.ui.widget.Look;
import org.testfx.util.WaitForAsyncUtils;

/** Shows a screen in a real window of a given size and keeps pictures of it in {@code target/screenshots}. */
public final class Screens {
    private Screens() {}

    /** Live with nothing to choose. */
    public static RecipeChoice noChoice() {
        return new RecipeChoice(List::of, Optional::empty, r -> {}, Runnable::run, Runnable::run);
    }

    /** Puts a screen on the test's stage. JavaFX thread. */
    public static void show(Stage stage, Parent root, int width, int height) {
        stage.setMaximized(false);
        stage.setFullScreen(false);
        stage.setScene(Look.dress(new Scene(root, width, height)));
        stage.sizeToScene();
        stage.setX(0);
        stage.setY(0);
        stage.show();
        stage.toFront();
    }

    /** Waits, at most a minute, until a condition that is evaluated on the JavaFX thread holds. */
    public static void until(BooleanSupplier condition) throws TimeoutException {
        until(60, condition);
    }

    public static void until(int seconds, BooleanSupplier condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                seconds, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(20_000, condition::getAsBoolean));
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Waits until every visible picture, large and small, has been painted. */
    public static void untilPainted(Scene scene) throws TimeoutException {
        until(() -> scene.getRoot().lookupAll(".image-view").stream()
                .map(ImageView.class::cast)
                .filter(Screens::isSeen)
                .allMatch(view -> view.getImage() != null));
    }

    /** The controls that a screen reader could not name. */
    public static List<String> nameless(Parent root) {
        List<String> found = new ArrayList<>();
        for (Node node : root.getChildrenUnmodifiable()) {
            boolean asks = node instanceof ButtonBase
                    || node instanceof ComboBoxBase<?>
                    || node instanceof Slider
                    || node instanceof TextInputControl
                    || node instanceof TableView<?>;
            boolean text = node instanceof Labeled l
                    && l.getText() != null
                    && !l.getText().isEmpty();
            boolean named = node.getAccessibleText() != null
                    && !node.getAccessibleText().isEmpty();
            if (asks && !text && !named) {
                found.add(node.toString());
            }
            if (node instanceof Parent p) {
                found.addAll(nameless(p));
            }
        }
        return found;
    }

    private static boolean isSeen(Node node) {
        return node == null || (node.isVisible() && isSeen(node.getParent()));
    }

    /** Writes {@code target/screenshots/NAME.png}. */
    public static void save(Scene scene, String name) {
        BufferedImage picture =
                WaitForAsyncUtils.waitForAsyncFx(10_000, () -> SwingFXUtils.fromFXImage(scene.snapshot(null), null));
        Path file = Path.of("target/screenshots", name + ".png");
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(picture, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
