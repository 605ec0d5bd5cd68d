package loupe;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;

/**
 * Goes through the window of its own process as a person would, place by place, and closes it: pictures were given at
 * the start and are reviewed, the line teaches some, everything else is opened.
 */
final class WindowTour {
    /** What it writes to standard output at its end. */
    static final String DONE = "the tour is over";

    /** Exit code of a tour that got stuck. */
    private static final int STUCK = 3;

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private WindowTour() {}

    /** Begins as soon as there is a window, on a thread of its own. */
    static void begin(int pictures) {
        Thread tour = new Thread(() -> walk(pictures), "tour");
        tour.setDaemon(true);
        tour.start();
    }

    private static void walk(int pictures) {
        try {
            until("pictures to be reviewed", () -> rows(".review-table") == pictures && hasText(".viewer-verdict"));
            go(KeyCode.F1, ".verdict-card");
            go(KeyCode.F3, "#teach-good");
            teach();
            go(KeyCode.F4, ".samples");
            go(KeyCode.F5, ".history");
            until("history", () -> rows(".history .review-table") > pictures);
            go(KeyCode.F6, ".recipes");
            until(
                    "recipes",
                    () -> !((ListView<?>) find(".recipe-list")).getItems().isEmpty());
            go(KeyCode.F7, ".settings");
            until("execution providers to be tried", () -> find(".provider-works") != null);
            System.out.println(DONE);
            at(() -> {
                Window.getWindows().get(0).hide();
                return true;
            });
        } catch (AssertionError | RuntimeException e) {
            e.printStackTrace(System.out);
            System.exit(STUCK);
        }
    }

    /** From the first page to the next, with parts that come along on the line. */
    private static void teach() {
        at(() -> {
            ((TextField) find("#teach-name")).setText("tour");
            ((MenuButton) find("#teach-good .menu-button")).getItems().get(0).fire();
            return true;
        });
        next("pictures to be caught");
        until("checks", () -> find("#teach-checks") != null);
        until("pictures to be checked", () -> !find("#teach-next").isDisabled());
    }

    private static void next(String what) {
        until(what, () -> !find("#teach-next").isDisabled());
        at(() -> {
            ((Button) find("#teach-next")).fire();
            return true;
        });
    }

    /** Presses the key of a place and waits until it is there. */
    private static void go(KeyCode key, String seen) {
        at(() -> {
            Node root = Window.getWindows().get(0).getScene().getRoot();
            Event.fireEvent(root, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
            return true;
        });
        until(key.toString(), () -> find(seen) != null);
    }

    private static Node find(String selector) {
        return Window.getWindows().get(0).getScene().getRoot().lookup(selector);
    }

    private static int rows(String table) {
        return find(table) instanceof TableView<?> t ? t.getItems().size() : 0;
    }

    private static boolean hasText(String label) {
        return find(label) instanceof Labeled l && !l.getText().isEmpty();
    }

    private static void until(String what, Supplier<Boolean> condition) {
        try {
            Await.until(() -> at(condition), LIMIT);
        } catch (AssertionError e) {
            throw new AssertionError("waited for " + what, e);
        }
    }

    /** Asks on the JavaFX thread; no while there is no window yet. */
    private static boolean at(Supplier<Boolean> question) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        try {
            Platform.runLater(() -> {
                try {
                    answer.complete(!Window.getWindows().isEmpty() && question.get());
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            });
            return answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (IllegalStateException e) {
            return false; // the toolkit has not started
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
