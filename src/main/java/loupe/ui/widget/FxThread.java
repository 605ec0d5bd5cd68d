package loupe.ui.widget;

import java.util.concurrent.Executor;
import javafx.application.Platform;

/** The JavaFX thread as an executor: tasks run later, in order. The only door to {@link Platform}. */
public final class FxThread implements Executor {
    @Override
    public void execute(Runnable task) {
        Platform.runLater(task);
    }

    /** Ends the toolkit; the application's {@code stop} runs first. */
    public static void exit() {
        Platform.exit();
    }
}
