package loupe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import loupe.Await;
import loupe.app.SecondLoupe;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that a person ends leaves no folder behind. */
@Tag("slow")
class ScratchTest {
    @TempDir
    Path folder;

    @Test
    void aBenchThatAPersonEndsLeavesNothing() throws Exception {
        ended(List.of("bench", "--home", home(), "--only", "journal"), "writes/journal.db");
    }

    @Test
    void aSoakThatAPersonEndsLeavesNothing() throws Exception {
        ended(List.of("soak", "--home", home(), "--folder", folder.toString()), "disk/home/journal");
    }

    private String home() {
        return folder.resolve("home").toString();
    }

    /** Ends it as Ctrl-C does, once it has written {@code sign} into its folder. */
    private void ended(List<String> words, String sign) throws IOException, InterruptedException {
        Process process = SecondLoupe.of(List.of("-Djava.io.tmpdir=" + folder), words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile())
                .start();
        try {
            assumeTrue(process.supportsNormalTermination(), "processes can only be killed here");
            Await.until(() -> scratch().stream().anyMatch(f -> Files.exists(f.resolve(sign))), Duration.ofMinutes(1));
            process.destroy();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(scratch())
                    .as(Files.readString(folder.resolve("said.txt")))
                    .isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    private List<Path> scratch() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(f -> String.valueOf(f.getFileName()).startsWith("loupe-"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
