package loupe.imaging;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Where files lie that can be made again: {@code -Dloupe.cache}, else the platform's place for caches. */
public final class CacheFolder {
    private CacheFolder() {}

    public static Path path() {
        return path(System.getProperties(), System.getenv());
    }

    static Path path(Properties properties, Map<String, String> environment) {
        String chosen = properties.getProperty("loupe.cache", "");
        if (!chosen.isBlank()) {
            return Path.of(chosen);
        }
        Path home = Path.of(properties.getProperty("user.home", "."));
        String os = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (os.contains("windows")) {
            return folder(environment, "LOCALAPPDATA")
                    .orElse(home.resolve("AppData").resolve("Local"))
                    .resolve("Loupe")
                    .resolve("cache");
        }
        if (os.contains("mac")) {
            return home.resolve("Library").resolve("Caches").resolve("Loupe");
        }
        return folder(environment, "XDG_CACHE_HOME")
                .orElse(home.resolve(".cache"))
                .resolve("loupe");
    }

    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(v -> !v.isBlank())
                .map(Path::of);
    }
}
