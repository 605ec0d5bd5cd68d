package loupe.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import loupe.Await;
import loupe.domain.ArchivePolicy;
import loupe.domain.InspectionFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with SQLite's files while the journal is written. */
@Timeout(60)
class JournalTroubleTest {
    private static final Instant AT = Instant.parse("2026-11-22T10:15:30.123Z");

    @TempDir
    Path folder;

    @Test
    void noRowIsLostEvenWhenTheProcessIsKilledAfterwards() throws Exception {
        assumeTrue(!System.getProperty("os.name").startsWith("Windows"), "skipped: open files cannot be deleted");
        Path database = folder.resolve("journal.db");
        try (Journal journal = Journal.open(database);
                TraceStore store = Parts.store(journal, folder, Parts.options(ArchivePolicy.NONE), new ArrayList<>())) {
            write(store, 1, 20);
            Files.delete(folder.resolve("journal.db-wal"));
            Files.deleteIfExists(folder.resolve("journal.db-shm"));
            write(store, 21, 40);
            assertThat(journal.count()).as("read by the same connection").isEqualTo(40);
            assertThat(rowsAfterAKill(database)).isEqualTo(40);
        }
        try (Journal journal = Journal.open(database)) {
            assertThat(journal.fault()).isEmpty();
            assertThat(journal.count()).isEqualTo(40);
        }
    }

    @Test
    void nothingIsWrittenIntoAJournalThatWasReplacedUntilItIsBack() throws Exception {
        assumeTrue(!System.getProperty("os.name").startsWith("Windows"), "skipped: open files cannot be moved");
        Path database = folder.resolve("journal.db");
        Path aside = folder.resolve("aside.db");
        List<InspectionFault> faults = new CopyOnWriteArrayList<>();
        try (Journal journal = Journal.open(database);
                TraceStore store = Parts.store(journal, folder, Parts.options(ArchivePolicy.NONE), faults)) {
            write(store, 1, 20);
            Files.move(database, aside);
            Files.writeString(database, "no journal");
            store.accept(Parts.part(21, AT, 0.1f));
            Await.until(() -> !faults.isEmpty(), Duration.ofSeconds(20));
            assertThat(faults.get(0).getMessage()).contains("TRC-03", "journal.db was deleted or replaced");
            Files.move(aside, database, StandardCopyOption.REPLACE_EXISTING);
            assertThat(store.drain(Duration.ofSeconds(20))).isTrue();
            assertThat(journal.count()).isEqualTo(21);
        }
        try (Journal journal = Journal.open(database)) {
            assertThat(journal.fault()).isEmpty();
            assertThat(journal.count()).isEqualTo(21);
        }
    }

    /** As long as somebody reads what was there before, SQLite cannot fold the log, and says so by a row only. */
    @Test
    void aLogThatIsGoneAndStillReadIsKeptUntilItCanBeFolded() throws Exception {
        assumeTrue(!System.getProperty("os.name").startsWith("Windows"), "skipped: open files cannot be deleted");
        Path database = folder.resolve("journal.db");
        try (JournalFile file = JournalFile.open(database, false);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement reading = other.createStatement()) {
            JournalWriter writer = new JournalWriter(file);
            writer.add(List.of(entry(1)));
            reading.execute("BEGIN");
            assertThat(count(reading)).isEqualTo(1);
            writer.add(List.of(entry(2)));
            try (Statement sql = file.writer().createStatement()) {
                sql.execute("PRAGMA busy_timeout = 20");
            }
            Files.delete(folder.resolve("journal.db-wal"));
            Files.delete(folder.resolve("journal.db-shm"));
            assertThatThrownBy(() -> writer.add(List.of(entry(3)))).hasMessageContaining("TRC-03");
            reading.execute("COMMIT");
            writer.add(List.of(entry(3)));
        }
        try (Journal journal = Journal.open(database)) {
            assertThat(journal.count()).isEqualTo(3);
        }
    }

    private static Entry entry(long number) {
        return PictureArchive.bare(Parts.part(number, AT, 0.1f), Parts.options(ArchivePolicy.NONE), Optional.empty());
    }

    private static long count(Statement sql) throws SQLException {
        try (ResultSet rows = sql.executeQuery("SELECT count(*) FROM inspection")) {
            return rows.getLong(1);
        }
    }

    @Test
    void aReaderThatCouldNotBeOpenedIsOpenedTheNextTime() throws Exception {
        try (JournalFile file = JournalFile.open(folder.resolve("journal.db"), false)) {
            JournalWriter writer = new JournalWriter(file);
            writer.add(List.of(entry(1)));
            file.reader().close();
            writer.add(List.of(entry(2)));
            try (Statement sql = file.reader().createStatement()) {
                assertThat(count(sql)).isEqualTo(2);
            }
        }
    }

    /** What SQLite does when the disk is full in the middle of a transaction. */
    @Test
    void whatSqliteRolledBackByItselfIsWrittenTheNextTime() throws Exception {
        try (JournalFile file = JournalFile.open(folder.resolve("journal.db"), false);
                Statement sql = file.writer().createStatement()) {
            JournalWriter writer = new JournalWriter(file);
            sql.execute("CREATE TEMP TRIGGER full BEFORE INSERT ON inspection "
                    + "BEGIN SELECT RAISE(ROLLBACK, 'disk is full'); END");
            assertThatThrownBy(() -> writer.add(List.of(entry(1)))).hasMessageContaining("TRC-03");
            sql.execute("DROP TRIGGER full");
            writer.add(List.of(entry(1)));
            assertThat(count(sql)).isEqualTo(1);
        }
    }

    @Test
    void whatAKillLeftIsFoundAlthoughTheClockHadBeenADayAhead() throws Exception {
        Path archive = folder.resolve("archive");
        Instant now = Instant.now();
        try (Journal journal = Journal.open(folder.resolve("journal.db"));
                TraceStore store = Parts.store(journal, folder, Parts.options(ArchivePolicy.ALL), new ArrayList<>())) {
            store.accept(Parts.part(1, now.plus(Duration.ofDays(1)), 0.1f));
            store.accept(Parts.part(2, now, 0.1f));
            assertThat(store.drain(Duration.ofSeconds(20))).isTrue();
            Path orphan = Files.writeString(
                    archive.resolve(PictureArchive.day(now).toString()).resolve(Parts.id(now, 3) + ".png"), "?");
            Files.setLastModifiedTime(orphan, FileTime.from(now.plusSeconds(60)));
            new Recovery(journal, new PictureArchive(archive)).afterCrash();
            assertThat(orphan).doesNotExist();
            assertThat(archive.resolve(journal.newest(1).get(0).stored().map().orElseThrow()))
                    .exists();
        }
    }

    private static void write(TraceStore store, int from, int to) {
        for (int i = from; i <= to; i++) {
            store.accept(Parts.part(i, AT, 0.1f));
        }
        assertThat(store.drain(Duration.ofSeconds(20))).isTrue();
    }

    /** What a process would find that starts now, without the help of the one that has the files open. */
    private long rowsAfterAKill(Path database) throws Exception {
        Path copy = Files.createDirectory(folder.resolve("copy")).resolve("journal.db");
        Files.copy(database, copy);
        Path log = JournalFile.log(database);
        if (Files.exists(log)) {
            Files.copy(log, JournalFile.log(copy));
        }
        try (Journal journal = Journal.open(copy)) {
            return journal.count();
        }
    }
}
