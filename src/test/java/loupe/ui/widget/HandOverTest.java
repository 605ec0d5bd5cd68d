package loupe.ui.widget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandOverTest {
    private final List<Runnable> later = new ArrayList<>();

    @Test
    void latestKeepsTheNewestAndOneTask() {
        List<Integer> seen = new ArrayList<>();
        Latest<Integer> latest = new Latest<>(later::add, seen::add);
        latest.accept(1);
        latest.accept(2);
        assertThat(later).hasSize(1);
        later.remove(0).run();
        latest.accept(3);
        later.remove(0).run();
        assertThat(seen).containsExactly(2, 3);
    }

    @Test
    void batchLosesNothingAndKeepsTheOrder() {
        List<List<Integer>> seen = new ArrayList<>();
        Batch<Integer> batch = new Batch<>(later::add, seen::add);
        batch.accept(1);
        batch.accept(2);
        assertThat(later).hasSize(1);
        later.remove(0).run();
        batch.accept(3);
        later.remove(0).run();
        assertThat(seen).containsExactly(List.of(1, 2), List.of(3));
    }
}
