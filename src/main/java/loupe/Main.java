package loupe;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import loupe.cli.LoupeCommand;
import loupe.config.Home;
import loupe.ui.shell.Desktop;

/**
 * Starts Loupe: no arguments, or files (as a desktop opens them), open the window; anything else is a command. {@code
 * --home DIR} in front chooses the data folder.
 */
public final class Main {
    private static final String HOME = "--home";

    private Main() {}

    public static void main(String[] args) {
        Optional<Window> window = window(args);
        if (window.isPresent()) {
            Desktop.launch(window.get().home(), window.get().files());
        } else {
            System.exit(LoupeCommand.run(args));
        }
    }

    /** What to open. */
    record Window(Home home, List<Path> files) {}

    /** Empty when the arguments are a command. */
    static Optional<Window> window(String... args) {
        List<String> words = List.of(args);
        Home home = Home.standard();
        if (words.size() >= 2 && words.get(0).equals(HOME)) {
            home = new Home(Path.of(words.get(1)));
            words = words.subList(2, words.size());
        } else if (!words.isEmpty() && words.get(0).startsWith(HOME + "=")) {
            home = new Home(Path.of(words.get(0).substring(HOME.length() + 1)));
            words = words.subList(1, words.size());
        }
        boolean files = words.stream().allMatch(word -> isThere(word) && !LoupeCommand.isCommand(word));
        return files ? Optional.of(new Window(home, words.stream().map(Path::of).toList())) : Optional.empty();
    }

    private static boolean isThere(String word) {
        return !word.startsWith("-") && new File(word).exists();
    }
}
