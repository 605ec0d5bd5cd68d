package loupe.ui.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private final Selection selection = new Selection();

    @Test
    void worksLikeAFileManager() {
        selection.show(List.of("a", "b", "c", "d", "e"));
        assertThat(selection.names()).containsExactly("a");
        selection.go(1, Selection.Mode.ONE);
        selection.go(3, Selection.Mode.RANGE);
        assertThat(selection.names()).containsExactly("b", "c", "d");
        selection.go(0, Selection.Mode.RANGE);
        assertThat(selection.names()).containsExactly("a", "b");
        selection.go(4, Selection.Mode.TOGGLE);
        selection.go(0, Selection.Mode.TOGGLE);
        assertThat(selection.names()).containsExactly("b", "e");
        selection.go(99, Selection.Mode.ONE);
        assertThat(selection.focus()).isEqualTo(4);
        selection.all();
        assertThat(selection.size()).isEqualTo(5);
    }

    @Test
    void anotherListKeepsWhatIsStillThere() {
        selection.show(List.of("a", "b", "c"));
        selection.go(1, Selection.Mode.ONE);
        selection.go(2, Selection.Mode.TOGGLE);
        selection.show(List.of("a", "b", "x", "c"));
        assertThat(selection.names()).containsExactly("b", "c");
        assertThat(selection.focus()).isEqualTo(3);
        selection.show(List.of("a"));
        assertThat(selection.focus()).isZero();
        assertThat(selection.names()).containsExactly("a");
        selection.show(List.of());
        assertThat(selection.focus()).isEqualTo(-1);
        selection.go(3, Selection.Mode.ONE);
        assertThat(selection.names()).isEmpty();
    }
}
