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

/** A soak has the most to clean up: a folder, a file system that it mounted, later a process. */
@Tag("slow")
class ScratchTest {
    @TempDir
    Path folder;

    /** Ends it as Ctrl-C does, in the middle of its work. */
    @Test
    void aSoakThatAPersonEndsLeavesNothing() throws Exception {
        String home = folder.resolve("home").toString();
        List<String> words = List.of("soak", "--home", home, "--folder", folder.toString());
        Process process = SecondLoupe.of(List.of(), words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile())
                .start();
        try {
            assumeTrue(process.supportsNormalTermination(), "processes can only be killed here");
            Await.until(
                    () -> scratch().stream().anyMatch(f -> Files.exists(f.resolve("disk/home/journal"))),
                    Duration.ofMinutes(1));
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
