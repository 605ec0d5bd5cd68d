package loupe.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogFileTest {
    @TempDir
    Path home;

    @Test
    void writesUntilClosed() throws Exception {
        Path folder = home.resolve("logs");
        try (LogFile log = LogFile.in(folder)) {
            assertThat(log).isNotNull();
            LoggerFactory.getLogger(LogFileTest.class).warn("a warning that this test makes");
        }
        LoggerFactory.getLogger(LogFileTest.class).warn("another warning that this test makes");
        assertThat(Files.readString(folder.resolve("loupe.log")))
                .contains("WARN", "LogFileTest", "a warning that")
                .doesNotContain("another");
    }
}
