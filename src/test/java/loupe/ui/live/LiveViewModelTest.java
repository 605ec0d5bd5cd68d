package loupe.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import loupe.domain.FaultCode;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Outcome;
import loupe.imaging.HeatMapStyle;
import loupe.station.StationState;
import loupe.station.StationStats;
import loupe.ui.TestParts;
import org.junit.jupiter.api.Test;

class LiveViewModelTest {
    private final List<String> calls = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private StationState state = StationState.RUNNING;
    private Optional<InspectionFault> fault = Optional.empty();
    private long now;

    private final LiveViewModel model = new LiveViewModel(
            new LineFeed(() -> state, () -> StationStats.NONE, () -> fault),
            new LineControls(
                    () -> calls.add("start"),
                    () -> calls.add("pause"),
                    () -> calls.add("resume"),
                    () -> calls.add("step"),
                    looks -> calls.add("repairs " + looks)),
            new SimpleObjectProperty<>(HeatMapStyle.DEFAULT),
            later::add,
            () -> now);

    private void runLater() {
        List<Runnable> tasks = List.copyOf(later);
        later.clear();
        tasks.forEach(Runnable::run);
    }

    private void show(Inspection part) {
        model.accept(part);
        runLater();
    }

    @Test
    void keepsAtMostOneUpdatePendingAndLosesNoScore() {
        TestParts.parts(50).forEach(model::accept);
        assertThat(later).hasSize(1);
        runLater();
        assertThat(model.trend()).hasSize(50);
        assertThat(model.shownProperty().get()).map(i -> i.frame().id()).contains(50L);
        assertThat(model.strip()).extracting(i -> i.frame().id()).endsWith(49L, 50L);
    }

    @Test
    void showsTheVerdictOfTheNewestPart() {
        show(TestParts.part(1, 0.2));
        assertThat(model.outcome()).contains(Outcome.PASS);
        show(TestParts.part(2, 1.6));
        assertThat(model.outcome()).contains(Outcome.FAIL);
    }

    @Test
    void neverLeavesTheLastVerdictStandingWhenPicturesStop() {
        show(TestParts.part(1, 0.2));
        now = 1_900_000_000L;
        model.tick();
        assertThat(model.outcome()).contains(Outcome.PASS);
        now = 2_100_000_000L;
        model.tick();
        assertThat(model.outcome()).contains(Outcome.ERROR);
        assertThat(model.faultProperty().get()).map(InspectionFault::code).contains(FaultCode.CAM_05);
        show(TestParts.part(2, 0.2));
        assertThat(model.outcome()).contains(Outcome.PASS);
        assertThat(model.faultProperty().get()).isEmpty();
    }

    @Test
    void isPatientWithPartsThatComeSlowly() {
        for (int i = 1; i <= 4; i++) {
            now += 5_000_000_000L;
            show(TestParts.part(i, 0.2));
        }
        now += 9_000_000_000L;
        model.tick();
        assertThat(model.faultProperty().get()).isEmpty();
        now += 1_500_000_000L;
        model.tick();
        assertThat(model.faultProperty().get()).isPresent();
    }

    @Test
    void pausedLineIsNotStale() {
        show(TestParts.part(1, 0.2));
        state = StationState.PAUSED;
        model.tick();
        now = 60_000_000_000L;
        model.tick();
        assertThat(model.faultProperty().get()).isEmpty();
        assertThat(model.outcome()).contains(Outcome.PASS);
    }

    @Test
    void aLostCameraIsAnErrorAtOnce() {
        show(TestParts.part(1, 0.2));
        fault = Optional.of(new InspectionFault(FaultCode.CAM_02, "cam"));
        show(TestParts.outage(2));
        assertThat(model.outcome()).contains(Outcome.ERROR);
        assertThat(model.strip()).hasSize(1);
        assertThat(model.trend()).hasSize(2);
    }

    @Test
    void aStoppedLineClaimsNothing() {
        show(TestParts.part(1, 0.2));
        state = StationState.IDLE;
        model.tick();
        assertThat(model.outcome()).isEmpty();
    }

    @Test
    void aNewRunBeginsWithAnEmptyScreen() {
        show(TestParts.part(1, 1.6));
        model.toggleLastFail();
        model.accept(TestParts.part(2, 0.2)); // of the old run, not shown yet
        state = StationState.STARTING;
        model.onState(state);
        runLater();
        assertThat(model.shownProperty().get()).isEmpty();
        assertThat(model.outcome()).isEmpty();
        assertThat(model.strip()).isEmpty();
        assertThat(model.trend()).isEmpty();
        assertThat(model.hasLastFail()).isFalse();
        assertThat(model.heldProperty().get()).isFalse();
    }

    @Test
    void theFirstPartOfANewRunIsNotLost() {
        show(TestParts.part(1, 0.2));
        model.onState(StationState.STARTING);
        show(TestParts.part(7, 0.2));
        assertThat(model.shownProperty().get()).map(i -> i.frame().id()).contains(7L);
        assertThat(model.trend()).hasSize(1);
    }

    @Test
    void holdsAPartWhileTheLineGoesOn() {
        Inspection bad = TestParts.part(1, 1.6);
        show(bad);
        show(TestParts.part(2, 0.2));
        model.toggleLastFail();
        assertThat(model.heldProperty().get()).isTrue();
        show(TestParts.part(3, 0.2));
        assertThat(model.shownProperty().get()).contains(bad);
        assertThat(model.outcome()).contains(Outcome.FAIL);
        model.release();
        assertThat(model.shownProperty().get()).map(i -> i.frame().id()).contains(3L);
    }

    @Test
    void oneButtonStartsPausesAndResumes() {
        model.toggleRun();
        state = StationState.PAUSED;
        model.toggleRun();
        state = StationState.FAULT;
        model.toggleRun();
        state = StationState.STARTING;
        model.toggleRun();
        assertThat(calls).containsExactly("pause", "resume", "start");
    }

    @Test
    void stepPausesFirst() {
        model.step();
        state = StationState.PAUSED;
        model.step();
        assertThat(calls).containsExactly("pause", "step");
    }
}
