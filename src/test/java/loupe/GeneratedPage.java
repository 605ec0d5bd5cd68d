package loupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file in the source tree that is made from the program: a test compares it, and writes it when it is run with {@code
 * -Dloupe.write=true}.
 */
public final class GeneratedPage {
    private GeneratedPage() {}

    /** Line that says where a page comes from. */
    public static String note(Class<?> test) {
        return "<!-- Generated: do not edit. " + command(test) + " writes it anew. -->\n";
    }

    private static String command(Class<?> test) {
        return "mvn test -Pquick -Dtest=" + test.getSimpleName() + " -Dloupe.write=true";
    }

    /** Fails when the file is not this text, and says which command writes it. */
    public static void check(Path file, String text, Class<?> test) throws IOException {
        if (Boolean.getBoolean("loupe.write")) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        }
        assertThat(file).as("to be written by: " + command(test)).exists();
        assertThat(Files.readString(file))
                .as(file + " is not up to date; to write it: " + command(test))
                .isEqualTo(text);
    }
}
