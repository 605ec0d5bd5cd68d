package loupe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import loupe.Await;
import loupe.config.Home;
import loupe.domain.FaultCode;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Outcome;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.station.StationState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The first complete path: teach, inspect live, find every verdict in the journal. */
@Tag("slow")
@Timeout(180)
class WorkstationTest {
    @TempDir
    Path folder;

    @Test
    void whatIsTaughtInspectsAndEveryVerdictIsInTheJournal() {
        List<Inspection> seen = new CopyOnWriteArrayList<>();
        try (Workstation station = Workstation.open(new Home(folder))) {
            Recipe recipe = station.teachDemo(Progress.NONE);
            assertThat(station.recipes().find(Teacher.DEMO)).contains(recipe);
            station.line().addListener(seen::add);
            station.settings().update(s -> s.withSource("demo:?rate=0&defects=0.3&seed=7"));
            station.startLine(recipe);
            await(() -> seen.size() >= 40);
            station.line().stop();
            await(() -> station.line().state() == StationState.IDLE);
        }
        assertThat(seen).extracting(Inspection::outcome).contains(Outcome.PASS).doesNotContain(Outcome.ERROR);
        assertThat(seen).anyMatch(i -> !i.outcome().isGood());
        try (Workstation again = Workstation.open(new Home(folder))) {
            assertThat(again.journal().count()).isEqualTo(seen.size());
            assertThat(again.journal().byId(seen.get(0).id())).isPresent();
            assertThat(again.activeRecipe()).map(Recipe::id).contains(Teacher.DEMO);
        }
    }

    @Test
    void twoOnOneFolderAreRefused() {
        try (Workstation first = Workstation.open(new Home(folder))) {
            assertThat(first.activeRecipe()).isEmpty();
            assertThatThrownBy(() -> Workstation.open(new Home(folder)))
                    .isInstanceOfSatisfying(
                            InspectionFault.class, f -> assertThat(f.code()).isEqualTo(FaultCode.TRC_01));
        }
        Workstation.open(new Home(folder)).close();
    }

    private static void await(BooleanSupplier condition) {
        Await.until(condition, Duration.ofMinutes(2));
    }
}
