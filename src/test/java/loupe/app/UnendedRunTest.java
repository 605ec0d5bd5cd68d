package loupe.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import loupe.Await;
import loupe.config.Home;
import loupe.config.RecipeBook;
import loupe.domain.FaultCode;
import loupe.domain.Outcome;
import loupe.domain.Recipe;
import loupe.trace.JournalRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that nobody ended is a row that says so. */
@Timeout(120)
class UnendedRunTest {
    @TempDir
    Path folder;

    private Home home;
    private Path mark;

    @BeforeEach
    void recipes() {
        home = new Home(folder).create();
        mark = home.journal().resolve("running");
        BrightModel.store(new RecipeBook(home, Clock.systemUTC()), "bright", 0.5);
    }

    @Test
    void aRunThatIsStoppedLeavesNothing() throws InterruptedException {
        try (Workstation station = Workstation.open(home)) {
            Recipe recipe = station.recipes().find("bright").orElseThrow();
            station.line().start(recipe, "demo:?rate=20");
            Await.until(() -> station.line().stats().inspected() > 2, Duration.ofSeconds(60));
            assertThat(mark).exists();
            station.line().stop();
            station.line().awaitEnd();
            Await.until(() -> Files.notExists(mark), Duration.ofSeconds(20));
        }
        try (Workstation station = Workstation.open(home)) {
            assertThat(unended(station)).isZero();
        }
    }

    @Test
    void aProgramThatIsClosedWhileTheLineRunsLeavesNothing() {
        try (Workstation station = Workstation.open(home)) {
            station.line().start(station.recipes().find("bright").orElseThrow(), "demo:?rate=20");
            Await.until(() -> station.line().stats().inspected() > 2, Duration.ofSeconds(60));
        }
        assertThat(mark).doesNotExist();
    }

    @Test
    void aRunThatWasCutOffIsToldOnce() throws IOException {
        Files.writeString(mark, "2026-11-22T13:00:00Z\nbright\n1\n");
        try (Workstation station = Workstation.open(home)) {
            JournalRow row = station.journal().newest(1).get(0);
            assertThat(row.outcome()).isEqualTo(Outcome.ERROR);
            assertThat(row.fault()).contains(FaultCode.TRC_07);
            assertThat(row.faultText()).contains("2026-11-22T13:00:00Z");
            assertThat(row.decidedBy().recipe()).isEqualTo("bright");
            assertThat(mark).doesNotExist();
        }
        Files.writeString(mark, "2026-11-22T13:00:00Z\nbright\n1\n"); // killed before the mark was gone
        try (Workstation station = Workstation.open(home)) {
            assertThat(unended(station)).isEqualTo(1);
        }
    }

    @Test
    void aRunOfARecipeThatIsGoneIsToldAllTheSame() throws IOException {
        Files.writeString(mark, "2026-11-22T13:00:00Z\nbright\n7\n");
        try (Workstation station = Workstation.open(home)) {
            JournalRow row = station.journal().newest(1).get(0);
            assertThat(row.fault()).contains(FaultCode.TRC_07);
            assertThat(row.decidedBy().recipe()).isEqualTo("bright");
            assertThat(row.decidedBy().version()).isEqualTo(7);
        }
    }

    /** The journal is locked at the start, so that the mark of the last run stays when the next one begins. */
    @Test
    void everyRunHasAMarkOfItsOwn() throws Exception {
        Workstation.open(home).close();
        String old = "2026-11-22T13:00:00Z\nbright\n1\n";
        Files.writeString(mark, old);
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + home.journalDatabase());
                Statement lock = other.createStatement()) {
            lock.execute("BEGIN IMMEDIATE");
            try (Workstation station = Workstation.open(home)) {
                assertThat(mark).hasContent(old);
                station.line().start(station.recipes().find("bright").orElseThrow(), "demo:?rate=20");
                Await.until(() -> station.line().stats().inspected() > 0, Duration.ofSeconds(60));
                assertThat(Files.readString(mark)).isNotEqualTo(old);
                lock.execute("ROLLBACK");
            }
        }
        try (Workstation station = Workstation.open(home)) {
            assertThat(unended(station)).isEqualTo(1);
        }
    }

    @Test
    void aMarkThatCannotBeReadDoesNotKeepLoupeFromStarting() throws IOException {
        Files.writeString(mark, "?");
        try (Workstation station = Workstation.open(home)) {
            assertThat(station.journal().count()).isZero();
            assertThat(mark).doesNotExist();
        }
    }

    private static long unended(Workstation station) {
        return station.journal().newest(1000).stream()
                .filter(r -> r.fault().filter(f -> f == FaultCode.TRC_07).isPresent())
                .count();
    }
}
