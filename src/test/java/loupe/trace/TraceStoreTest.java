package loupe.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import loupe.domain.ArchivePolicy;
import loupe.domain.FaultCode;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TraceStoreTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:15:30.123Z");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final List<InspectionFault> faults = new CopyOnWriteArrayList<>();
    private Journal journal;

    @BeforeEach
    void open() {
        journal = Journal.open(folder.resolve("journal.db"));
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private TraceStore store(TraceOptions options) {
        return Parts.store(journal, folder, options, faults);
    }

    private Path archived(String relative) {
        return folder.resolve("archive").resolve(relative);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("archive"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void writesPictureMapAndRow() throws IOException {
        Inspection part = Parts.part(1, AT, 0.9f);
        try (TraceStore store = store(Parts.options(ArchivePolicy.FAILS_AND_REVIEWS))) {
            store.accept(part);
            assertThat(store.drain(LIMIT)).isTrue();
            JournalRow row = journal.byId(part.id()).orElseThrow();
            assertThat(row.stored().image()).hasValue("2026-11-21/" + part.id() + ".png");
            assertThat(archived(row.stored().image().orElseThrow()))
                    .hasBinaryContent(part.frame().image().pixels());
            assertThat(MapFile.read(archived(row.stored().map().orElseThrow())).scores())
                    .isEqualTo(part.prediction().orElseThrow().map().scores());
            assertThat(store.health().written()).isEqualTo(1);
            assertThat(store.health().fault()).isEmpty();
        }
        assertThat(files()).hasSize(2);
    }

    @Test
    void keepsWhatThePolicySays() throws IOException {
        Map<ArchivePolicy, Integer> expected =
                Map.of(ArchivePolicy.ALL, 6, ArchivePolicy.FAILS_AND_REVIEWS, 4, ArchivePolicy.NONE, 0);
        int number = 0;
        for (ArchivePolicy policy : ArchivePolicy.values()) {
            int before = files0();
            try (TraceStore store = store(Parts.options(policy))) {
                for (float score : new float[] {0.1f, 0.6f, 0.9f}) {
                    store.accept(Parts.part(++number, AT, score));
                }
                store.accept(Parts.error(++number, AT));
            }
            assertThat(files0() - before).as(policy.name()).isEqualTo(expected.get(policy));
        }
        assertThat(journal.counts(Instant.EPOCH))
                .isEqualTo(Map.of(Outcome.PASS, 3L, Outcome.REVIEW, 3L, Outcome.FAIL, 3L, Outcome.ERROR, 3L));
    }

    private int files0() throws IOException {
        return Files.exists(folder.resolve("archive")) ? files().size() : 0;
    }

    @Test
    void waitsInsteadOfDropping() throws Exception {
        CountDownLatch encoder = new CountDownLatch(1);
        TraceOptions.Format stuck = new TraceOptions.Format("png", i -> {
            awaitQuietly(encoder);
            return i.pixels();
        });
        TraceOptions options = new TraceOptions(ArchivePolicy.ALL, stuck, 0, 0, "1");
        try (TraceStore store = store(options)) {
            Thread line = new Thread(() -> {
                for (int i = 0; i < 200; i++) {
                    store.accept(Parts.part(i, AT, 0.1f));
                }
            });
            line.start();
            await(() -> store.health().waiting());
            assertThat(store.health().queued()).isEqualTo(64);
            line.interrupt(); // a stopping line must not lose the part in its hands
            encoder.countDown();
            line.join(LIMIT.toMillis());
            assertThat(store.drain(LIMIT)).isTrue();
            assertThat(store.health().waiting()).isFalse();
        }
        assertThat(journal.count()).isEqualTo(200);
        assertThat(journal.newest(200))
                .extracting(r -> r.frame().id())
                .isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    @Test
    void recordsThePartWhosePictureCannotBeEncoded() {
        TraceOptions.Format broken = new TraceOptions.Format("png", i -> {
            throw new InspectionFault(FaultCode.SYS_01, "opencv", "test");
        });
        Inspection part = Parts.part(1, AT, 0.9f);
        try (TraceStore store = store(new TraceOptions(ArchivePolicy.ALL, broken, 0, 0, "1"))) {
            store.accept(part);
        }
        JournalRow row = journal.byId(part.id()).orElseThrow();
        assertThat(row.stored().removed())
                .hasValueSatisfying(r -> assertThat(r.reason()).isEqualTo("encoding"));
    }

    @Test
    void recordsThePartForWhosePictureThereIsNoMemory() {
        TraceOptions.Format broken = new TraceOptions.Format("png", i -> {
            throw new OutOfMemoryError("test");
        });
        Inspection part = Parts.part(1, AT, 0.9f);
        try (TraceStore store = store(new TraceOptions(ArchivePolicy.ALL, broken, 0, 0, "1"))) {
            store.accept(part);
        }
        assertThat(journal.byId(part.id())).isPresent();
    }

    @Test
    void goesOnWhenTidyingBreaks() throws SQLException {
        try (TraceStore store = store(Parts.options(ArchivePolicy.ALL))) {
            store.accept(Parts.part(1, AT, 0.9f));
        }
        String url = "jdbc:sqlite:" + folder.resolve("journal.db");
        try (Connection damage = DriverManager.getConnection(url);
                Statement statement = damage.createStatement()) {
            statement.executeUpdate("UPDATE inspection SET image_file = 'no' || char(0) || 'path'");
        }
        try (TraceStore store = store(Parts.options(ArchivePolicy.ALL))) {
            store.accept(Parts.part(2, AT, 0.9f));
            assertThat(store.drain(LIMIT)).isTrue();
            store.accept(Parts.part(3, AT, 0.9f));
            assertThat(store.drain(LIMIT)).isTrue();
        }
        assertThat(journal.count()).isEqualTo(3);
    }

    @Test
    void aBatchThatBreaksLeavesNothingBehind() {
        Inspection p = Parts.part(1, AT, 0.9f);
        Inspection broken =
                new Inspection("broken", null, p.prediction(), p.verdict(), p.recipe(), p.faultText(), p.at());
        TraceOptions options = Parts.options(ArchivePolicy.NONE);
        List<Entry> batch = Stream.of(p, broken)
                .map(i -> PictureArchive.bare(i, options, Optional.empty()))
                .toList();
        assertThatNullPointerException().isThrownBy(() -> journal.writer().add(batch));
        journal.writer().add(List.of(PictureArchive.bare(Parts.part(2, AT, 0.9f), options, Optional.empty())));
        assertThat(journal.newest(9)).extracting(r -> r.frame().id()).containsExactly(2L);
    }

    @Test
    void tellsThatTheDiskIsFullAndLosesNothing() {
        TraceOptions roomy = Parts.options(ArchivePolicy.ALL);
        TraceOptions full = new TraceOptions(ArchivePolicy.ALL, Parts.RAW, 0, Long.MAX_VALUE >> 20, "1");
        try (TraceStore store = store(full)) {
            for (int i = 0; i < 5; i++) {
                store.accept(Parts.part(i, AT, 0.9f));
            }
            await(() -> !faults.isEmpty());
            assertThat(store.health().fault())
                    .hasValueSatisfying(f -> assertThat(f.code()).isEqualTo(FaultCode.TRC_02));
            assertThat(store.health().queued()).isEqualTo(5);
            assertThat(journal.count()).isZero();
            for (int i = 5; i < 100; i++) {
                store.accept(Parts.part(i, AT, 0.9f)); // the stopping line still finds room
            }
            await(() -> faults.size() > 1); // told again: a line that was started meanwhile must stop too
            store.configure(roomy);
            assertThat(store.drain(LIMIT)).isTrue();
            assertThat(store.health().fault()).isEmpty();
        }
        assertThat(journal.count()).isEqualTo(100);
        assertThat(journal.newest(100))
                .allMatch(r -> Files.exists(archived(r.stored().image().orElseThrow())));
        assertThat(faults).extracting(InspectionFault::code).containsOnly(FaultCode.TRC_02);
    }

    @Test
    void closesWithAFullDiskWithoutLosingRows() {
        TraceOptions full = new TraceOptions(ArchivePolicy.ALL, Parts.RAW, 0, Long.MAX_VALUE >> 20, "1");
        try (TraceStore store = store(full)) {
            for (int i = 0; i < 5; i++) {
                store.accept(Parts.part(i, AT, 0.9f));
            }
            store.override(new VerdictOverride(Parts.id(AT, 0), AT, "ada", true, ""));
        }
        assertThat(journal.newest(10))
                .hasSize(5)
                .allSatisfy(r -> assertThat(r.stored().removed())
                        .hasValueSatisfying(x -> assertThat(x.reason()).isEqualTo("space")));
        assertThat(journal.overrides(Parts.id(AT, 0))).hasSize(1);
    }

    /** Another program holds the journal's lock when Loupe is closed, and longer than SQLite waits for it. */
    @Test
    void closesBehindWhoeverHoldsTheLockWithoutLosingRows() throws Exception {
        Path database = folder.resolve("locked.db");
        JournalFile file = JournalFile.open(database, false);
        impatient(file.writer());
        try (Journal locked = new Journal(file, Optional.empty(), false);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement lock = other.createStatement()) {
            lock.execute("BEGIN IMMEDIATE");
            TraceStore store = Parts.store(locked, folder, Parts.options(ArchivePolicy.NONE), faults);
            for (int i = 0; i < 5; i++) {
                store.accept(Parts.part(i, AT, 0.9f));
            }
            store.override(new VerdictOverride(Parts.id(AT, 0), AT, "ada", true, ""));
            await(() -> !faults.isEmpty());
            Thread closing = new Thread(store::close);
            closing.start();
            closing.join(1000);
            assertThat(closing.isAlive()).as("waits for the lock").isTrue();
            lock.execute("ROLLBACK");
            closing.join(LIMIT.toMillis());
            assertThat(closing.isAlive()).isFalse();
            assertThat(locked.count()).isEqualTo(5);
            assertThat(locked.overrides(Parts.id(AT, 0))).hasSize(1);
        }
    }

    private static void impatient(Connection writer) throws SQLException {
        try (Statement statement = writer.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 20");
        }
    }

    @Test
    void tellsThatTheArchiveCannotBeWrittenAndGoesOnWhenItCan() throws IOException {
        try (TraceStore store = store(Parts.options(ArchivePolicy.ALL))) {
            Path inTheWay = Files.writeString(archived("2026-11-21"), "a file where the day's folder belongs");
            store.accept(Parts.part(1, AT, 0.9f));
            await(() -> !faults.isEmpty());
            assertThat(faults.get(0).code()).isEqualTo(FaultCode.TRC_03);
            Files.delete(inTheWay);
            assertThat(store.drain(LIMIT)).isTrue();
        }
        assertThat(journal.count()).isEqualTo(1);
    }

    @Test
    void addsWordsBehindTheirParts() {
        try (TraceStore store = store(Parts.options(ArchivePolicy.NONE))) {
            Inspection part = Parts.part(1, AT, 0.9f);
            store.accept(part);
            store.override(new VerdictOverride(part.id(), AT, "ada", true, "dust"));
            store.override(new VerdictOverride("nobody", AT, "ada", true, "dust"));
            store.accept(Parts.part(2, AT, 0.9f));
            assertThat(store.drain(LIMIT)).isTrue();
            assertThat(journal.latestOverrides(List.of(part.id()))).containsOnlyKeys(part.id());
            assertThat(journal.count()).isEqualTo(2);
        }
    }

    @Test
    void refusesIdsThatAreNoFileNamesAndPartsAfterTheEnd() {
        TraceStore store = store(Parts.options(ArchivePolicy.NONE));
        Inspection p = Parts.part(1, AT, 0.9f);
        for (String id : List.of("", "../x", "a/b", "a.b", "a\\b")) {
            Inspection odd =
                    new Inspection(id, p.frame(), p.prediction(), p.verdict(), p.recipe(), p.faultText(), p.at());
            assertThatIllegalArgumentException().isThrownBy(() -> store.accept(odd));
        }
        store.close();
        store.close();
        assertThatIllegalStateException().isThrownBy(() -> store.accept(p));
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
