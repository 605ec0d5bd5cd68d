package loupe.ui.history;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import loupe.app.ShadowReport;
import loupe.app.ShadowReport.Disagreement;
import loupe.domain.Recipe;
import loupe.trace.Journal;
import loupe.trace.VerdictOverride;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what is shown of a candidate that looks over the line's shoulder. JavaFX thread. */
final class ShadowViewModel {
    /** A disagreement and what a person said of the part. */
    record Row(Disagreement parts, Optional<VerdictOverride> word) {}

    /**
     * Everything in view, of one moment.
     *
     * @param report of the shadow
     * @param rows newest first
     * @param right how often people said that the candidate was right
     * @param wrong how often they said that the line was
     */
    record Shown(ShadowReport report, List<Row> rows, long right, long wrong) {}

    private static final Logger LOG = LoggerFactory.getLogger(ShadowViewModel.class);

    private final ShadowDesk desk;
    private final Journal journal;
    private final Consumer<Runnable> background;
    private final Executor fx;
    private final AtomicBoolean stale = new AtomicBoolean(true);
    private final ObservableList<Recipe> candidates = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Shown> shown =
            new ReadOnlyObjectWrapper<>(new Shown(ShadowReport.NONE, List.of(), 0, 0));
    private final ReadOnlyBooleanWrapper promoting = new ReadOnlyBooleanWrapper();
    private int watchers;
    private boolean reading;

    /** {@code background} runs jobs on the work thread and tells when one failed. */
    ShadowViewModel(ShadowDesk desk, Journal journal, Consumer<Runnable> background, Executor fx) {
        this.desk = desk;
        this.journal = journal;
        this.background = background;
        this.fx = fx;
        desk.onChange().accept(this::changed);
    }

    /** However fast parts come, nothing more is on its way than that something changed. Any thread. */
    private void changed() {
        if (!stale.getAndSet(true)) {
            fx.execute(this::update);
        }
    }

    /** One read at a time, so that they arrive in their order; none while nobody looks. */
    private void update() {
        if (watchers == 0 || reading || !stale.getAndSet(false)) {
            return;
        }
        reading = true;
        try {
            background.accept(this::readNow);
        } catch (
                RejectedExecutionException e) { // a shadow that ends with Loupe tells so when no work is taken any more
            LOG.debug("closing", e);
        }
    }

    private void readNow() {
        try {
            Shown now = read(desk.report().get());
            fx.execute(() -> shown.set(now));
        } finally {
            fx.execute(() -> {
                reading = false;
                update();
            });
        }
    }

    /** Somebody looks from now on. */
    void watch() {
        watchers++;
        look();
    }

    /** Whoever looked does no more. */
    void unwatch() {
        watchers--;
    }

    private Shown read(ShadowReport report) {
        Map<String, VerdictOverride> words = journal.latestOverrides(
                report.disagreements().stream().map(d -> d.line().id()).toList());
        List<Row> rows = report.disagreements().stream()
                .map(d -> new Row(d, Optional.ofNullable(words.get(d.line().id()))))
                .toList();
        long told = rows.stream().filter(r -> r.word().isPresent()).count();
        long right = rows.stream().filter(ShadowViewModel::isRight).count();
        return new Shown(report, rows, right, told - right);
    }

    /** True when a person says of the part what the candidate says. */
    private static boolean isRight(Row row) {
        boolean good = row.parts().shadow().outcome().isGood();
        return row.word().filter(w -> w.good() == good).isPresent();
    }

    /** Reads the recipes and what people said meanwhile. */
    private void look() {
        background.accept(() -> {
            Optional<String> line = desk.line().get().map(Recipe::id);
            List<Recipe> others = desk.candidates().get().stream()
                    .filter(r -> !line.equals(Optional.of(r.id())))
                    .toList();
            fx.execute(() -> {
                if (!candidates.equals(others)) {
                    candidates.setAll(others);
                }
            });
        });
        stale.set(true);
        update();
    }

    void start(Recipe candidate) {
        desk.start().accept(candidate);
    }

    void stop() {
        desk.stop().run();
    }

    /** Puts the candidate on the line, once however often it is asked for. */
    void promote() {
        if (promoting.get()) {
            return;
        }
        promoting.set(true);
        background.accept(() -> {
            try {
                desk.promote().run();
            } finally {
                fx.execute(() -> {
                    promoting.set(false);
                    look();
                });
            }
        });
    }

    /** Recipes that could look on: all but the one on the line. */
    ObservableList<Recipe> candidates() {
        return candidates;
    }

    /** True from when the candidate is to go on the line until it is there. */
    ReadOnlyBooleanProperty promotingProperty() {
        return promoting.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }
}
