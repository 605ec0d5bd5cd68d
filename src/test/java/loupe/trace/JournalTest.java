package loupe.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loupe.domain.FaultCode;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:15:30.123Z");

    @TempDir
    Path folder;

    private Path database;

    @BeforeEach
    void name() {
        database = folder.resolve("journal.db");
    }

    private static Entry entry(Inspection part) {
        return new Entry(part, "1.2.3", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static void add(Journal journal, Inspection... parts) {
        journal.writer()
                .add(java.util.Arrays.stream(parts).map(JournalTest::entry).toList());
    }

    @Test
    void rememberEverythingOfAPart() {
        Inspection part = Parts.part(7, AT, 0.9f);
        try (Journal journal = Journal.open(database)) {
            add(journal, part);
        }
        try (Journal journal = Journal.open(database)) {
            JournalRow row = journal.byId(part.id()).orElseThrow();
            assertThat(row.frame()).isEqualTo(new JournalRow.FrameInfo(7, AT.minusMillis(20), "demo", 64, 48));
            assertThat(row.at()).isEqualTo(AT);
            assertThat(row.decidedBy())
                    .isEqualTo(new JournalRow.DecidedBy("washer", 3, "ab".repeat(32), "1.2.3", 0.5, 0.8, 0.7));
            assertThat(row.outcome()).isEqualTo(Outcome.FAIL);
            assertThat(row.score()).isEqualTo(0.9f);
            assertThat(row.fault()).isEmpty();
            assertThat(row.regions()).isNotEmpty().isEqualTo(part.verdict().regions());
            assertThat(row.timings()).isEqualTo(part.prediction().orElseThrow().timings());
            assertThat(row.stored())
                    .isEqualTo(new JournalRow.Stored(Optional.empty(), Optional.empty(), Optional.empty()));
        }
    }

    @Test
    void remembersTheClassOfEveryRegionAndOfThePart() {
        Inspection part = Parts.classified(7, AT, "s..tt.t");
        try (Journal journal = Journal.open(database)) {
            add(journal, part, Parts.part(8, AT.plusSeconds(1), 0.9f));
            add(journal, part); // a retry
            JournalRow row = journal.byId(part.id()).orElseThrow();
            assertThat(row.regions()).hasSize(3).isEqualTo(part.verdict().regions());
            assertThat(row.kind()).contains(Parts.SCRATCH);
            assertThat(journal.classes()).containsExactly("scratch", "stain");
            JournalFilter stains = JournalFilter.ALL.withKind(Optional.of("stain"));
            assertThat(journal.page(stains, Optional.empty(), 9)).containsExactly(row);
            assertThat(journal.count(stains)).isEqualTo(1);
            assertThat(journal.newest(1).get(0).kind()).isEmpty();
        }
    }

    /** The very first one, made by the script that it was made by then. */
    @Test
    void opensAJournalOfTheFirstLoupe() throws Exception {
        String script;
        try (InputStream in = Journal.class.getResourceAsStream("schema-1.sql")) {
            script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(script);
            statement.execute("INSERT INTO journal VALUES (" + AT.toEpochMilli() + ")");
            statement.execute("INSERT INTO inspection (seq, id, frame_id, frame_at, camera, at, recipe, recipe_version,"
                    + " model_sha256, app_version, outcome, score, fault_text, regions, width, height, lot) VALUES"
                    + " (1, 'first', 7, " + AT.toEpochMilli() + ", 'demo:', " + AT.toEpochMilli()
                    + ", 'flange', 2, 'ab', '0.0.1', 'FAIL', 1.5, '', '[[1,2,3,4,5,6.5,1.5,2,3]]', 640, 480, 'L1')");
            statement.execute("PRAGMA user_version = 1");
        }
        try (Journal journal = Journal.open(database)) {
            add(journal, Parts.part(2, AT.plusSeconds(1), 0.9f));
            JournalRow row = journal.newest(2).get(1);
            assertThat(row.id()).isEqualTo("first");
            assertThat(row.outcome()).isEqualTo(Outcome.FAIL);
            assertThat(row.regions())
                    .singleElement()
                    .satisfies(r -> assertThat(r.area()).isEqualTo(5));
            assertThat(row.kind()).isEmpty();
            assertThat(journal.count()).isEqualTo(2);
        }
    }

    /** Written before there were classes. */
    @Test
    void opensAJournalOfAnOlderLoupe() throws Exception {
        Inspection old = Parts.part(1, AT, 0.9f);
        try (Journal journal = Journal.open(database)) {
            add(journal, old);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE inspection_class");
            statement.execute("ALTER TABLE inspection DROP COLUMN class");
            statement.execute("ALTER TABLE inspection DROP COLUMN class_index");
            statement.execute("PRAGMA user_version = 2");
        }
        try (Journal journal = Journal.open(database)) {
            JournalRow row = journal.newest(1).get(0);
            assertThat(row.id()).isEqualTo(old.id());
            assertThat(row.regions()).isEqualTo(old.verdict().regions());
            assertThat(row.kind()).isEmpty();
            Inspection next = Parts.classified(2, AT.plusSeconds(1), "s");
            add(journal, next);
            assertThat(journal.newest(2))
                    .extracting(JournalRow::kind)
                    .containsExactly(next.verdict().kind(), Optional.empty());
        }
    }

    @Test
    void remembersAnErrorWithItsReason() {
        Inspection part = Parts.error(1, AT);
        try (Journal journal = Journal.open(database)) {
            add(journal, part);
            JournalRow row = journal.newest(1).get(0);
            assertThat(row.outcome()).isEqualTo(Outcome.ERROR);
            assertThat(row.score()).isNaN();
            assertThat(row.fault()).contains(FaultCode.CAM_02);
            assertThat(row.faultText()).isEqualTo("The camera stopped; 相机");
            assertThat(row.frame().camera()).isEqualTo("usb “0”");
        }
    }

    @Test
    void countsAndPages() {
        try (Journal journal = Journal.open(database)) {
            for (int i = 0; i < 100; i++) {
                add(journal, Parts.part(i, AT.plusSeconds(i), i % 10 == 0 ? 0.9f : 0.1f));
            }
            assertThat(journal.count()).isEqualTo(100);
            assertThat(journal.counts(AT.plusSeconds(50)))
                    .isEqualTo(Map.of(Outcome.PASS, 45L, Outcome.FAIL, 5L, Outcome.REVIEW, 0L, Outcome.ERROR, 0L));
            List<Long> frames = new ArrayList<>();
            Optional<JournalRow> last = Optional.empty();
            for (List<JournalRow> page = journal.page(JournalFilter.ALL, last, 7);
                    !page.isEmpty();
                    page = journal.page(JournalFilter.ALL, last, 7)) {
                page.forEach(r -> frames.add(r.frame().id()));
                last = Optional.of(page.get(page.size() - 1));
            }
            assertThat(frames).hasSize(100).isSortedAccordingTo((a, b) -> Long.compare(b, a));
            assertThat(journal.page(JournalFilter.of(Set.of(Outcome.FAIL)), Optional.empty(), 50))
                    .hasSize(10);
            JournalFilter narrow = JournalFilter.of(Set.of(Outcome.FAIL, Outcome.PASS))
                    .withRecipe(Optional.of("washer"))
                    .withTime(Optional.of(AT.plusSeconds(10)), Optional.of(AT.plusSeconds(20)));
            assertThat(journal.page(narrow, Optional.empty(), 50)).hasSize(10);
            assertThat(journal.page(JournalFilter.of(Set.of()), Optional.empty(), 50))
                    .isEmpty();
        }
    }

    @Test
    void addsWordsAndChangesNothing() {
        Inspection part = Parts.part(1, AT, 0.9f);
        try (Journal journal = Journal.open(database)) {
            add(journal, part);
            JournalRow before = journal.newest(1).get(0);
            VerdictOverride first = new VerdictOverride(part.id(), AT.plusSeconds(1), "ada", true, "dust");
            VerdictOverride second = new VerdictOverride(part.id(), AT.plusSeconds(2), "bob", false, "");
            assertThat(journal.writer().add(first)).isTrue();
            assertThat(journal.writer().add(second)).isTrue();
            assertThat(journal.writer().add(new VerdictOverride("nobody", AT, "x", true, "")))
                    .isFalse();
            assertThat(journal.overrides(part.id())).containsExactly(first, second);
            assertThat(journal.latestOverrides(List.of(part.id(), "other"))).isEqualTo(Map.of(part.id(), second));
            assertThat(journal.newest(1)).containsExactly(before);
        }
    }

    @Test
    void takesARepeatedPartOnce() {
        Inspection part = Parts.part(1, AT, 0.9f);
        try (Journal journal = Journal.open(database)) {
            add(journal, part);
            add(journal, part, Parts.part(2, AT, 0.9f));
            assertThat(journal.count()).isEqualTo(2);
        }
    }

    @Test
    void setsADamagedJournalAside() throws Exception {
        for (String kind : List.of("not a database", "broken page")) {
            try (Journal journal = Journal.open(database)) {
                for (int i = 0; i < 200; i++) {
                    add(journal, Parts.part(i, AT, 0.9f));
                }
            }
            try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
                file.seek(kind.equals("broken page") ? 4096 : 0);
                file.write(new byte[20_000]);
            }
            try (Journal journal = Journal.open(database)) {
                assertThat(journal.fault())
                        .as(kind)
                        .hasValueSatisfying(f -> assertThat(f.code()).isEqualTo(FaultCode.TRC_06));
                assertThat(journal.count()).isZero();
                add(journal, Parts.part(1, AT, 0.9f));
            }
            try (Journal journal = Journal.open(database)) {
                assertThat(journal.fault()).isEmpty();
                assertThat(journal.count()).isEqualTo(1);
            }
        }
        try (var files = Files.list(folder)) {
            assertThat(files.filter(p -> p.getFileName().toString().startsWith("journal-damaged-")))
                    .hasSize(2);
        }
    }

    @Test
    void refusesAJournalOfANewerLoupe() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 42");
        }
        assertThatThrownBy(() -> Journal.open(database)).isInstanceOfSatisfying(InspectionFault.class, f -> {
            assertThat(f.code()).isEqualTo(FaultCode.TRC_05);
            assertThat(f).hasMessageContaining("42");
        });
    }

    @Test
    void cannotBeOpenedWhereThereIsNoFolder() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> Journal.open(file.resolve("journal.db")))
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(FaultCode.TRC_03));
    }

    @Test
    void readsWhileSomebodyWrites() throws Exception {
        try (Journal journal = Journal.open(database)) {
            add(journal, Parts.part(1, AT, 0.9f));
            Thread reads = new Thread(() -> {
                for (int i = 0; i < 200; i++) {
                    assertThat(journal.newest(10)).isNotEmpty();
                }
            });
            reads.start();
            for (int i = 2; i <= 100; i++) {
                add(journal, Parts.part(i, AT, 0.1f));
            }
            reads.join();
            assertThat(journal.count()).isEqualTo(100);
        }
    }
}
