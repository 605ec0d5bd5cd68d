package loupe.ui.shell;

import javafx.application.Application;
import loupe.config.Home;

/** Opens the window. Kept apart from {@link App}: a main class that extends Application cannot start from jars. */
public final class Desktop {
    private Desktop() {}

    /** Opens the window on a data folder and blocks until it is closed. */
    public static void launch(Home home) {
        Application.launch(App.class, App.HOME + home.folder());
    }
}
