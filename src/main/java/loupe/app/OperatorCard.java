package loupe.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The page to print and hang beside the screen: an HTML file for each language, in the program's own folder. */
public final class OperatorCard {
    private OperatorCard() {}

    /** The card in a language, else in English; empty where the program lies without its folder. */
    public static Optional<Path> in(Locale locale) {
        Path folder = Path.of(System.getProperty("loupe.install", ""), "assets", "operator-card");
        return Stream.of(locale.getLanguage(), Locale.ENGLISH.getLanguage())
                .map(language -> folder.resolve("operator-card-" + language + ".html"))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
