package loupe.ui.history;

import java.util.EnumSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.domain.DecisionRule;
import loupe.domain.Outcome;
import loupe.domain.Recipe;
import loupe.trace.JournalFilter;

/** Other limits for the last parts of the recipe in view. Moving a limit answers at once. JavaFX thread. */
final class WhatIfViewModel {
    /** Parts looked at. */
    static final int PARTS = 5_000;

    private final HistoryDesk desk;
    private final Versions versions;
    private final Executor work;
    private final Executor fx;
    private final ReadOnlyObjectWrapper<Optional<Case>> now = new ReadOnlyObjectWrapper<>(Optional.empty());
    private int asked;

    /**
     * The parts and the limits tried on them.
     *
     * @param recipe newest version, whose limits are the beginning
     * @param replay the parts
     * @param left out because their scores cannot be compared
     * @param byVersion how many parts every version judged
     * @param review tried limit, raw
     * @param fail tried limit, raw; ≥ {@code review}
     * @param result what would have been
     */
    record Case(
            Recipe recipe,
            WhatIf replay,
            int left,
            TreeMap<Integer, Integer> byVersion,
            double review,
            double fail,
            WhatIf.Result result) {
        Case with(double newReview, double newFail) {
            return new Case(recipe, replay, left, byVersion, newReview, newFail, replay.at(newReview, newFail));
        }
    }

    WhatIfViewModel(HistoryDesk desk, Versions versions, Executor work, Executor fx) {
        this.desk = desk;
        this.versions = versions;
        this.work = work;
        this.fx = fx;
    }

    void load(JournalFilter filter) {
        int order = ++asked;
        work.execute(() -> {
            Optional<Case> made = Subject.of(desk.journal(), filter, versions).flatMap(this::of);
            fx.execute(() -> {
                if (order == asked) {
                    now.set(made);
                }
            });
        });
    }

    private Optional<Case> of(Subject subject) {
        EnumSet<Outcome> judged = EnumSet.complementOf(EnumSet.of(Outcome.ERROR));
        Subject.Parts parts = subject.parts(desk.journal(), versions, judged, PARTS);
        return subject.recipe()
                .filter(r -> r.rule().isComplete() && !parts.all().isEmpty())
                .map(r -> {
                    WhatIf replay = new WhatIf(parts.all());
                    DecisionRule rule = r.rule();
                    return new Case(
                            r,
                            replay,
                            parts.left(),
                            parts.byVersion(),
                            rule.review(),
                            rule.fail(),
                            replay.at(rule.review(), rule.fail()));
                });
    }

    /** Tries other limits; they stay in order, the one that was moved pushes the other. */
    void setReview(double raw) {
        now.get().ifPresent(c -> now.set(Optional.of(c.with(raw, Math.max(raw, c.fail())))));
    }

    void setFail(double raw) {
        now.get().ifPresent(c -> now.set(Optional.of(c.with(Math.min(raw, c.review()), raw))));
    }

    /** Back to the recipe's own limits. */
    void reset() {
        now.get().ifPresent(c -> {
            DecisionRule rule = c.recipe().rule();
            now.set(Optional.of(c.with(rule.review(), rule.fail())));
        });
    }

    ReadOnlyObjectProperty<Optional<Case>> caseProperty() {
        return now.getReadOnlyProperty();
    }
}
