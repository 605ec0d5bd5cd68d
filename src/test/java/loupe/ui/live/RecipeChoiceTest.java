package loupe.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.domain.Recipe;
import loupe.ui.TestParts;
import org.junit.jupiter.api.Test;

class RecipeChoiceTest {
    private static final Recipe OLD = TestParts.RECIPE;
    private static final Recipe NEW = OLD.withVersion(4, Instant.EPOCH);

    private final List<Recipe> swapped = new ArrayList<>();
    private List<Recipe> book = List.of(OLD, NEW);
    private Optional<Recipe> line = Optional.of(OLD);
    private final RecipeChoice choice =
            new RecipeChoice(() -> book, () -> line, swapped::add, Runnable::run, Runnable::run);

    @Test
    void offersWhatThereIsToChoose() {
        choice.tick();
        assertThat(choice.isOffered()).isTrue();
        book = List.of(OLD);
        choice.refresh();
        assertThat(choice.isOffered()).as("it judges already").isFalse();
        line = Optional.empty();
        choice.tick();
        assertThat(choice.isOffered()).as("nothing judges").isTrue();
        book = List.of();
        choice.refresh();
        assertThat(choice.isOffered()).isFalse();
    }

    @Test
    void choosingSwapsAndTheLineTellsWhatJudges() {
        choice.tick();
        choice.choose(NEW);
        assertThat(swapped).containsExactly(NEW);
        assertThat(choice.currentProperty().get()).as("not yet").contains(OLD);
        line = Optional.of(NEW);
        choice.tick();
        assertThat(choice.currentProperty().get()).contains(NEW);
    }
}
