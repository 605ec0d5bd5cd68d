package loupe.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import loupe.domain.ArchivePolicy;
import loupe.domain.Inspection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
    private static final Instant TODAY = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    Path folder;

    private Journal journal;
    private PictureArchive archive;

    @BeforeEach
    void open() throws IOException {
        journal = Journal.open(folder.resolve("journal.db"));
        archive = new PictureArchive(folder.resolve("archive"));
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private Inspection written(long number, int daysAgo) throws IOException {
        Inspection part = Parts.part(number, TODAY.minus(Duration.ofDays(daysAgo)), 0.1f);
        journal.writer().add(List.of(archive.store(part, Parts.options(ArchivePolicy.ALL))));
        return part;
    }

    private Retention retention() {
        return retention(archive::freeMegabytes, System::nanoTime);
    }

    private Retention retention(Retention.Disk disk, LongSupplier nanos) {
        return new Retention(journal.writer(), archive, disk, Clock.fixed(TODAY, ZoneOffset.UTC), nanos);
    }

    private List<String> archived() throws IOException {
        try (Stream<Path> all = Files.walk(archive.folder())) {
            return all.filter(Files::isRegularFile)
                    .map(PictureArchive::idOf)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private Optional<String> removedBecause(Inspection part) {
        return journal.byId(part.id()).orElseThrow().stored().removed().map(JournalRow.Removal::reason);
    }

    @Test
    void deletesByAgeAndKeepsTheRows() throws IOException {
        Inspection old = written(1, 8);
        Inspection edge = written(2, 7);
        Inspection young = written(3, 0);
        Retention retention = retention();
        assertThat(retention.byAge(0)).as("0 = never").isFalse();
        while (retention.byAge(7)) {
            assertThat(journal.count()).isEqualTo(3);
        }
        assertThat(removedBecause(old)).hasValue("age");
        assertThat(journal.byId(old.id()).orElseThrow().stored().image()).isEmpty();
        assertThat(removedBecause(edge)).isEmpty();
        assertThat(archived()).containsExactly(edge.id(), young.id());
        assertThat(archive.days()).as("the empty day is gone").hasSize(2);
    }

    @Test
    void deletesTheOldestForRoom() throws IOException {
        for (int i = 0; i < 250; i++) {
            written(i, i < 120 ? 2 : 1);
        }
        Retention retention = retention();
        assertThat(retention.forRoom(0)).isTrue();
        assertThat(archived()).hasSize(250);
        assertThat(retention.forRoom(Long.MAX_VALUE))
                .as("more than any disk has")
                .isFalse();
        assertThat(archived()).isEmpty();
        assertThat(journal.newest(250))
                .hasSize(250)
                .allMatch(r ->
                        r.stored().removed().map(JournalRow.Removal::reason).equals(Optional.of("space")));
    }

    @Test
    void deletesNoMoreThanIsMissingWhereRoomComesBackLate() throws IOException {
        for (int i = 0; i < 50; i++) {
            Path day = Files.createDirectories(archive.folder().resolve("2026-11-20"));
            Files.write(day.resolve("part%02d.png".formatted(i)), new byte[100 << 10]);
        }
        long[] now = {Long.MAX_VALUE - 1}; // the counter of nanoseconds may run over
        long[] free = {9};
        Retention retention = retention(() -> free[0], () -> now[0]);
        assertThat(retention.forRoom(10)).isTrue();
        assertThat(archived()).as("1 MB = 11 files of 100 kB").hasSize(39);
        assertThat(retention.forRoom(10)).isTrue();
        assertThat(archived()).as("waits for the disk").hasSize(39);
        free[0] = 10;
        now[0] += Duration.ofSeconds(60).toNanos();
        assertThat(retention.forRoom(10)).isTrue();
        assertThat(archived()).hasSize(39);
        free[0] = 9;
        assertThat(retention.forRoom(10)).isTrue();
        assertThat(archived()).as("still too little").hasSize(28);
    }

    @Test
    void neverSplitsAPart() throws IOException {
        for (int i = 0; i < 150; i++) {
            written(i, 9);
        }
        Retention retention = retention();
        assertThat(retention.byAge(7)).isTrue();
        assertThat(archived())
                .hasSize(50)
                .allSatisfy(
                        id -> assertThat(journal.byId(id).orElseThrow().stored().removed())
                                .isEmpty());
    }

    @Test
    void flagsRowsWhosePicturesSomebodyDeleted() throws IOException {
        Inspection gone = written(1, 1);
        Inspection cut = written(2, 1);
        Inspection whole = written(3, 1);
        Path image = archive.folder()
                .resolve(journal.byId(gone.id()).orElseThrow().stored().image().orElseThrow());
        Files.delete(image);
        Files.write(
                archive.folder()
                        .resolve(journal.byId(cut.id())
                                .orElseThrow()
                                .stored()
                                .map()
                                .orElseThrow()),
                new byte[3]);
        Recovery recovery = new Recovery(journal, archive);
        assertThat(recovery.checkRows()).isFalse();
        assertThat(removedBecause(gone)).hasValue("missing");
        assertThat(removedBecause(cut)).hasValue("missing");
        assertThat(removedBecause(whole)).isEmpty();
    }

    @Test
    void removesWhatACrashLeft() throws IOException {
        Inspection now = Parts.part(1, Instant.now(), 0.9f);
        Inspection orphan = Parts.part(2, Instant.now(), 0.9f);
        journal.writer().add(List.of(archive.store(now, Parts.options(ArchivePolicy.ALL))));
        archive.store(orphan, Parts.options(ArchivePolicy.ALL));
        Path day = archive.folder().resolve(PictureArchive.day(now.at()).toString());
        Files.writeString(day.resolve(now.id() + ".png.part"), "half");
        Path foreign = Files.writeString(day.resolve("older.png"), "of a journal that was set aside");
        Files.setLastModifiedTime(
                foreign, java.nio.file.attribute.FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        new Recovery(journal, archive).afterCrash();
        assertThat(archived()).containsExactlyInAnyOrder(now.id(), "older");
        assertThat(removedBecause(now)).isEmpty();
    }
}
