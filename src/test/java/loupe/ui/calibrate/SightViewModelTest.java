package loupe.ui.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.PixelOrder;
import loupe.domain.Recipe;
import loupe.ui.calibrate.SightViewModel.State;
import org.junit.jupiter.api.Test;

/** Looks that fail and buttons pressed twice; work waits until the test lets it run. */
class SightViewModelTest {
    private static final Recipe RECIPE = SightCardTest.recipe();
    private static final Image IMAGE = new Image(640, 480, PixelOrder.GRAY8, new byte[640 * 480]);

    private final Deque<Runnable> work = new ArrayDeque<>();
    private final List<Recipe> stored = new ArrayList<>();
    private boolean broken;
    private final SightViewModel sight = new SightViewModel(
            new Seat(this::inspector, work::add),
            (recipe, region, tiling) -> recipe.withView(region, tiling).withVersion(3, Instant.EPOCH),
            Runnable::run,
            stored::add);

    private Inspector inspector(Recipe recipe) {
        if (broken) {
            throw new InspectionFault(FaultCode.MOD_01, "gone");
        }
        return new Inspector(recipe, new SightCardTest.Darkest(), Clock.systemUTC());
    }

    private State state() {
        return sight.stateProperty().get();
    }

    private void work() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    @Test
    void aLookThatFailedIsTriedAgainWithTheNextPart() {
        broken = true;
        sight.see(RECIPE, IMAGE);
        work();
        assertThat(state().fault()).isPresent();
        broken = false;
        sight.see(RECIPE, IMAGE);
        work();
        assertThat(state().fault()).isEmpty();
        assertThat(state().measured()).isPresent();
        sight.see(RECIPE, IMAGE);
        assertThat(work).as("it did").isEmpty();
    }

    @Test
    void aFaultOfAnotherRecipeIsNotShown() {
        List<InspectionFault> told = new ArrayList<>();
        sight.stateProperty().addListener((o, old, now) -> now.fault().ifPresent(told::add));
        broken = true;
        sight.see(RECIPE, IMAGE);
        sight.see(RECIPE.withVersion(7, Instant.EPOCH), IMAGE);
        work();
        assertThat(told).as("of the recipe in view").hasSize(1);
    }

    @Test
    void pressedTwiceIsOneNewVersion() {
        sight.see(RECIPE, IMAGE);
        work();
        sight.setTile(128);
        assertThat(sight.canTile()).isTrue();
        sight.useTiles();
        assertThat(sight.storingProperty().get()).isTrue();
        assertThat(sight.canTile()).isFalse();
        sight.useTiles();
        work();
        sight.useTiles();
        work();
        assertThat(stored).hasSize(1);
        assertThat(sight.storingProperty().get()).isFalse();
    }
}
