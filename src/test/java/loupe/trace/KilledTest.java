package loupe.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import loupe.domain.ArchivePolicy;
import loupe.domain.Inspection;
import loupe.domain.WholeFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that writes inspections, at random moments, and looks at what it left. */
@Tag("slow")
@Timeout(300)
class KilledTest {
    private static final int ROUNDS = 6;

    @TempDir
    Path folder;

    @Test
    void losesNothingThatWasCommitted() throws Exception {
        Random random = new Random(20261121);
        Set<String> committed = new TreeSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<String> told = killAfter(20 + random.nextInt(300), round);
            assertThat(told).isNotEmpty();
            committed.addAll(told);
            assertThat(committed).isSubsetOf(idsAfterReopening());
        }
    }

    /** Runs a writer until it told so many ids, kills it, and gives back all that it told. */
    private List<String> killAfter(int ids, int round) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        assumeTrue(Files.exists(java) || Files.exists(java.resolveSibling("java.exe")), "no java launcher here");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-Xmx200m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.toString(),
                        Integer.toString(round))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> told = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = readUnlessCut(out)) {
                if (line.startsWith("committed ") && line.endsWith(".")) {
                    told.add(line.substring(10, line.length() - 1));
                }
                if (told.size() == ids) {
                    process.destroyForcibly(); // SIGKILL; lines already told are still read
                }
            }
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return told;
    }

    private static String readUnlessCut(BufferedReader out) {
        try {
            return out.readLine();
        } catch (IOException e) {
            return null; // the pipe of a killed process closes under the reader
        }
    }

    private Set<String> idsAfterReopening() throws IOException {
        try (Journal journal = Journal.open(folder.resolve("journal.db"))) {
            assertThat(journal.fault()).isEmpty();
            TraceStore.open(journal, folder.resolve("archive"), Parts.options(ArchivePolicy.ALL), f -> {})
                    .close();
            Set<String> ids = new TreeSet<>();
            Set<Path> pointedAt = new TreeSet<>();
            for (JournalRow row : journal.newest(Integer.MAX_VALUE)) {
                ids.add(row.id());
                assertThat(row.stored().removed())
                        .as("killed, not cut from power")
                        .isEmpty();
                Path image =
                        folder.resolve("archive").resolve(row.stored().image().orElseThrow());
                Path map = folder.resolve("archive").resolve(row.stored().map().orElseThrow());
                assertThat(Files.size(image)).isEqualTo(64 * 48 * 3);
                assertThat(MapFile.read(map).scores()).hasSize(64 * 64);
                pointedAt.add(image);
                pointedAt.add(map);
            }
            try (Stream<Path> all = Files.walk(folder.resolve("archive"))) {
                assertThat(all.filter(Files::isRegularFile)).containsExactlyInAnyOrderElementsOf(pointedAt);
            }
            assertThat(ids).hasSize((int) journal.count());
            assertThat(pointedAt).noneMatch(p -> p.toString().endsWith(WholeFile.TEMPORARY));
            return ids;
        }
    }

    /** Runs in a process of its own: writes without end and tells what is committed. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) {
            Path folder = Path.of(args[0]);
            long number = Long.parseLong(args[1]) * 1_000_000;
            Journal journal = Journal.open(folder.resolve("journal.db"));
            TraceStore store = TraceStore.open(
                    journal, folder.resolve("archive"), Parts.options(ArchivePolicy.ALL), f -> System.exit(3));
            Random random = new Random(number);
            while (true) {
                List<String> ids = new ArrayList<>();
                for (int i = random.nextInt(12); i >= 0; i--) {
                    Inspection part = Parts.part(++number, Instant.now(), random.nextFloat());
                    ids.add(part.id());
                    store.accept(part);
                }
                if (store.drain(Duration.ofMinutes(1))) {
                    ids.forEach(id -> System.out.println("committed " + id + "."));
                }
            }
        }
    }
}
