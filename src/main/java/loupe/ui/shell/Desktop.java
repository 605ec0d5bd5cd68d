package loupe.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.application.Application;
import loupe.config.Home;

/** Opens the window. Kept apart from {@link App}: a main class that extends Application cannot start from jars. */
public final class Desktop {
    private Desktop() {}

    /**
     * Opens the window on a data folder and blocks until it is closed.
     *
     * @param files that are treated as if they were dropped on it
     */
    public static void launch(Home home, List<Path> files) {
        Stream<String> paths = files.stream().map(f -> f.toAbsolutePath().toString());
        Application.launch(
                App.class,
                Stream.concat(Stream.of(App.HOME + home.folder()), paths).toArray(String[]::new));
    }
}
