package loupe.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.ui.TestParts;
import org.junit.jupiter.api.Test;

class FirstStartViewModelTest {
    private final List<Recipe> taught = new ArrayList<>();
    private final List<FirstStartViewModel.State> states = new ArrayList<>();
    private long now;

    private FirstStartViewModel model(Function<Progress, Recipe> teach) {
        FirstStartViewModel model =
                new FirstStartViewModel(teach, Runnable::run, Runnable::run, () -> now, taught::add);
        model.stateProperty().addListener((o, old, next) -> states.add(next));
        return model;
    }

    @Test
    void goesThroughTheStepsWithoutEverGoingBack() {
        FirstStartViewModel model = model(progress -> {
            for (int i = 0; i <= 100; i += 10) {
                now += 1_000_000_000L;
                progress.update("teach.features", i, 100);
            }
            for (int fold = 0; fold < 5; fold++) {
                progress.update("teach.statistics", fold, 5);
                progress.update("teach.centroids", fold, 5);
                progress.update("teach.heldout", fold, 5);
                progress.update("teach.unknown", fold, 5);
            }
            progress.update("teach.export", 1, 1);
            return TestParts.RECIPE;
        });
        model.start();
        assertThat(taught).containsExactly(TestParts.RECIPE);
        assertThat(states).extracting(FirstStartViewModel.State::share).isSorted();
        FirstStartViewModel.State last = states.get(states.size() - 1);
        assertThat(last.share()).isEqualTo(1);
        assertThat(last.of()).isEqualTo(100);
        assertThat(model.runningProperty().get()).isFalse();
    }

    @Test
    void estimatesTheTimeLeft() {
        model(progress -> {
                    now = 6_000_000_000L;
                    progress.update("teach.features", 50, 100);
                    return TestParts.RECIPE;
                })
                .start();
        assertThat(states.get(states.size() - 1).secondsLeft())
                .as("half of the first 43 %% took 6 s")
                .isEqualTo(21.91, org.assertj.core.data.Offset.offset(0.01));
    }

    @Test
    void cancelEndsWithoutARecipeAndCanBeTriedAgain() {
        FirstStartViewModel[] self = new FirstStartViewModel[1];
        self[0] = model(progress -> {
            if (now == 0) {
                self[0].cancel();
                progress.checkCancelled();
            }
            return TestParts.RECIPE;
        });
        self[0].start();
        assertThat(self[0].wasCancelled()).isTrue();
        assertThat(taught).isEmpty();
        now = 1;
        self[0].start();
        assertThat(taught).hasSize(1);
    }

    @Test
    void aFaultIsShown() {
        FirstStartViewModel model = model(progress -> {
            throw new InspectionFault(FaultCode.CFG_02, "file", "disk full");
        });
        model.start();
        assertThat(model.faultProperty().get().orElseThrow().code()).isEqualTo(FaultCode.CFG_02);
        assertThat(model.wasCancelled()).isFalse();
    }
}
