package loupe.ui.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import loupe.app.ShadowReport;
import loupe.app.ShadowReport.State;
import loupe.trace.Journal;
import loupe.ui.TestParts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the shadow's pane reads: work waits until the test lets it run. */
class ShadowViewModelTest {
    @TempDir
    Path folder;

    private final Deque<Runnable> work = new ArrayDeque<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private ShadowReport report = ShadowReport.NONE;
    private int promoted;
    private Journal journal;
    private ShadowViewModel model;

    @BeforeEach
    void open() {
        journal = Journal.open(folder.resolve("journal.db"));
        ShadowDesk desk = new ShadowDesk(
                () -> report, listeners::add, List::of, Optional::empty, r -> {}, () -> {}, () -> promoted++);
        model = new ShadowViewModel(desk, journal, work::add, Runnable::run);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private void work() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    private void change(State state) {
        ShadowReport r = report;
        report = new ShadowReport(
                state, Optional.of(TestParts.RECIPE), r.line(), r.table(), r.dropped(), r.disagreements(), r.fault());
        listeners.forEach(Runnable::run);
    }

    private State shown() {
        return model.shownProperty().get().report().state();
    }

    @Test
    void nothingIsReadWhileNobodyLooks() {
        change(State.OPENING);
        assertThat(work).isEmpty();
        model.watch();
        work();
        assertThat(shown()).isEqualTo(State.OPENING);
        model.unwatch();
        change(State.RUNNING);
        change(State.RUNNING);
        assertThat(work).isEmpty();
        model.watch();
        work();
        assertThat(shown()).as("what changed meanwhile is made up for").isEqualTo(State.RUNNING);
    }

    @Test
    void readsOneAtATimeAndTheNewestLast() {
        model.watch();
        work();
        change(State.OPENING);
        change(State.RUNNING);
        change(State.OFF);
        assertThat(work).hasSize(1);
        Runnable first = work.remove();
        change(State.RUNNING);
        assertThat(work).as("no second one beside the first").isEmpty();
        first.run();
        work();
        assertThat(shown()).isEqualTo(State.RUNNING);
    }

    @Test
    void goesOnTheLineOnceHoweverOftenItIsPressed() {
        model.watch();
        work();
        model.promote();
        assertThat(model.promotingProperty().get()).isTrue();
        model.promote();
        work();
        assertThat(promoted).isOne();
        assertThat(model.promotingProperty().get()).isFalse();
    }
}
