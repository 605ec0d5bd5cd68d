package loupe;

import java.nio.file.Path;
import java.util.Optional;
import loupe.cli.LoupeCommand;
import loupe.config.Home;
import loupe.ui.shell.Desktop;

/** Starts Loupe: no arguments, or only {@code --home DIR}, open the window; anything else is a command. */
public final class Main {
    private static final String HOME = "--home";

    private Main() {}

    public static void main(String[] args) {
        Optional<Home> window = window(args);
        if (window.isPresent()) {
            Desktop.launch(window.get());
        } else {
            System.exit(LoupeCommand.run(args));
        }
    }

    /** The data folder to open the window with; empty when the arguments are a command. */
    private static Optional<Home> window(String[] args) {
        if (args.length == 0) {
            return Optional.of(Home.standard());
        }
        if (args.length == 2 && args[0].equals(HOME)) {
            return Optional.of(new Home(Path.of(args[1])));
        }
        if (args.length == 1 && args[0].startsWith(HOME + "=")) {
            return Optional.of(new Home(Path.of(args[0].substring(HOME.length() + 1))));
        }
        return Optional.empty();
    }
}
