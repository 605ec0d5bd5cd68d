package loupe.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    @Test
    void neverHoldsACamerasPassword() throws Exception {
        try (LogFile log = LogFile.in(home)) {
            log.start(
                    List.of("live", "--source", "rtsp://ada:s3cret@camera/1", "--source=http://c/?user=a&pwd=s3cret"));
        }
        assertThat(Files.readString(home.resolve("loupe.log")))
                .contains("camera/1")
                .doesNotContain("s3cret");
    }
}
