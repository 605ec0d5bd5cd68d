package loupe.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import loupe.domain.ArchivePolicy;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is really full: a file system of 8 MB in memory. Needs the right to mount one, else skipped. */
@Timeout(120)
class DiskFullTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:15:30.123Z");

    @TempDir
    Path folder;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(System.getProperty("os.name").startsWith("Linux"), "skipped: mounts a tmpfs");
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString()),
                "skipped: no right to mount a tmpfs");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such program
        }
    }

    @Test
    void stopsTellsAndGoesOnWhenThereIsRoomAgain() throws Exception {
        Path filler = Files.write(disk.resolve("filler"), new byte[4 << 20]);
        List<InspectionFault> faults = new CopyOnWriteArrayList<>();
        int parts = 0;
        try (Journal journal = Journal.open(disk.resolve("journal.db"))) {
            try (TraceStore store = Parts.store(journal, disk, Parts.options(ArchivePolicy.ALL), faults)) {
                while (faults.isEmpty() && parts < 10_000) {
                    store.accept(Parts.part(++parts, AT, 0.9f));
                }
                assertThat(faults).extracting(InspectionFault::code).containsOnly(FaultCode.TRC_02);
                assertThat(journal.count()).as("readable all the while").isLessThan(parts);
                Files.delete(filler);
                assertThat(store.drain(Duration.ofSeconds(60))).isTrue();
                assertThat(store.health().fault()).isEmpty();
            }
            assertThat(journal.count()).isEqualTo(parts);
        }
        try (Journal journal = Journal.open(disk.resolve("journal.db"))) {
            assertThat(journal.fault()).isEmpty();
            assertThat(journal.newest(parts))
                    .hasSize(parts)
                    .allSatisfy(r -> assertThat(disk.resolve("archive")
                                    .resolve(r.stored().map().orElseThrow()))
                            .exists());
        }
    }
}
