package loupe.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import loupe.domain.ArchivePolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prints the figures of decisions/journal-sqlite.md; run by name: {@code mvn test -Dtest=JournalFigures}. */
class JournalFigures {
    private static final Logger LOG = LoggerFactory.getLogger(JournalFigures.class);

    @TempDir
    Path folder;

    @Test
    void openingAndWriting() throws Exception {
        Path database = folder.resolve("journal.db");
        LOG.warn(
                "open, first in this process, new file: {} ms",
                millis(() -> Journal.open(database).close()));
        LOG.warn(
                "open and close, empty, median of 20: {} ms",
                median(20, () -> Journal.open(database).close()));
        for (String synchronous : List.of("OFF", "NORMAL", "FULL")) {
            LOG.warn("row by row, synchronous {}: {} ms a row (median of 300)", synchronous, rowByRow(synchronous));
        }
        try (Journal journal = Journal.open(database);
                TraceStore store = TraceStore.open(
                        journal, folder.resolve("archive"), Parts.options(ArchivePolicy.ALL), f -> {})) {
            throughput("rows only (policy NONE)", store, ArchivePolicy.NONE, 20_000, 0.1f);
            throughput("passes with picture and map, not forced", store, ArchivePolicy.ALL, 1_000, 0.1f);
            throughput("fails with picture and map, forced", store, ArchivePolicy.ALL, 1_000, 0.9f);
            LOG.warn("newest 50 of {}: {} ms", journal.count(), median(20, () -> journal.newest(50)));
            LOG.warn("counts: {} ms", median(20, () -> journal.counts(Instant.EPOCH)));
        }
        LOG.warn(
                "open and close, 22,000 rows, median of 5: {} ms",
                median(5, () -> Journal.open(database).close()));
    }

    private static void throughput(String what, TraceStore store, ArchivePolicy policy, int parts, float score) {
        store.configure(Parts.options(policy));
        Instant at = Instant.now();
        double millis = millis(() -> {
            for (int i = 0; i < parts; i++) {
                store.accept(Parts.part(i, at, score));
            }
            assertThat(store.drain(Duration.ofMinutes(5))).isTrue();
        });
        LOG.warn("{}: {} parts a second", what, Math.round(parts / millis * 1000));
    }

    private double rowByRow(String synchronous) throws Exception {
        Path database = folder.resolve(synchronous + ".db");
        Journal.open(database).close();
        try (JournalFile file = JournalFile.open(database, false);
                Statement statement = file.writer().createStatement()) {
            statement.execute("PRAGMA synchronous = " + synchronous);
            JournalWriter writer = new JournalWriter(file);
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                entries.add(PictureArchive.bare(
                        Parts.part(i, Instant.now(), 0.9f),
                        Parts.options(ArchivePolicy.NONE),
                        java.util.Optional.empty()));
            }
            int[] next = new int[1];
            return median(300, () -> writer.add(List.of(entries.get(next[0]++))));
        }
    }

    private static double median(int times, Runnable work) {
        double[] millis = new double[times];
        Arrays.setAll(millis, i -> millis(work));
        Arrays.sort(millis);
        return millis[times / 2];
    }

    private static double millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Math.round((System.nanoTime() - start) / 1e4) / 100.0;
    }
}
