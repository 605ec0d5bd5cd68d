package loupe.ui.history;

import java.util.Optional;
import loupe.domain.Recipe;
import loupe.trace.JournalRow;
import loupe.trace.VerdictOverride;
import loupe.ui.widget.RelativeScore;

/**
 * One line of the table.
 *
 * @param row as the journal has it
 * @param recipe the version that decided; empty when it is no longer there
 * @param word what a person said last
 */
record HistoryRow(JournalRow row, Optional<Recipe> recipe, Optional<VerdictOverride> word) {
    /** Relative to the limit of the version that decided; NaN without one or without a score. */
    double score() {
        return recipe.map(r -> RelativeScore.of(row.score(), r)).orElse(Double.NaN);
    }

    /** The limit for review in the same units. */
    double review() {
        return recipe.map(RelativeScore::review).orElse(1.0);
    }

    HistoryRow withWord(VerdictOverride said) {
        return new HistoryRow(row, recipe, Optional.of(said));
    }
}
