package loupe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Real images and reference networks that lie beside the project and are never part of it. */
public final class Shared {
    private Shared() {}

    /** The file or folder below the shared folder; the calling test is skipped, with a message, where it is absent. */
    public static Path require(String relative) {
        String folder = Optional.ofNullable(System.getProperty("loupe.shared"))
                .or(() -> Optional.ofNullable(System.getenv("LOUPE_SHARED")))
                .orElse("../shared");
        Path path = Path.of(folder).resolve(relative);
        Assumptions.assumeTrue(Files.exists(path), () -> "skipped: " + path + " is not here");
        return path;
    }
}
