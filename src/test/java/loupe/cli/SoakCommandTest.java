package loupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code loupe soak}: a short one with faults, and its options. */
@Timeout(600)
class SoakCommandTest {
    @TempDir
    Path folder;

    private final Console console = new Console();

    @Test
    @Tag("slow")
    void accountsForEveryPictureWhateverIsDone() throws Exception {
        Path json = folder.resolve("soak.json");
        Path work = Files.createDirectory(folder.resolve("work"));
        int code = console.run(
                "soak",
                "--home",
                folder.resolve("home"),
                "--minutes",
                0.5,
                "--only",
                "unplug,kill,cut,detector-fails,recipe-swaps",
                "--rate",
                4,
                "--folder",
                work,
                "--json",
                json);
        assertThat(code).as(console.out() + console.err()).isZero();
        JsonNode report = new ObjectMapper().readTree(Files.readAllBytes(json));
        assertThat(report.path("ledger").path("lost").asInt(-1)).isZero();
        assertThat(report.path("ledger").path("captured").asInt()).isPositive();
        assertThat(report.path("faults"))
                .isNotEmpty()
                .allSatisfy(
                        f -> assertThat(f.path("recovery_seconds").isNumber()).isTrue());
        assertThat(console.out()).contains("The ledger balances", "resident memory");
        try (Stream<Path> left = Files.list(work)) {
            assertThat(left).as("nothing is left behind").isEmpty();
        }
    }

    @Test
    void saysWhichFaultsThereAre() {
        assertThat(console.run("soak", "--home", folder, "--only", "earthquake"))
                .isEqualTo(LoupeCommand.NOT_UNDERSTOOD);
        assertThat(console.err()).contains("earthquake", "unplug", "kill-on-full-disk", "no-room", "journal-damaged");
    }

    @Test
    void wantsATimeAndARate() {
        assertThat(console.run("soak", "--home", folder, "--minutes", 0)).isEqualTo(LoupeCommand.NOT_UNDERSTOOD);
        assertThat(console.run("soak", "--home", folder, "--rate", 1000)).isEqualTo(LoupeCommand.NOT_UNDERSTOOD);
    }
}
