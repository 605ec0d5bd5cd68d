package loupe.trace;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import loupe.domain.Outcome;

/**
 * Which rows are wanted; everything must hold.
 *
 * @param outcomes any of these
 * @param recipe id of the recipe
 * @param lot name of the lot
 * @param from decided at this moment or later
 * @param to decided before this moment
 * @param word what people said about the part
 * @param kind name of a class that the part or one of its defects has
 */
public record JournalFilter(
        Set<Outcome> outcomes,
        Optional<String> recipe,
        Optional<String> lot,
        Optional<Instant> from,
        Optional<Instant> to,
        Word word,
        Optional<String> kind) {
    public static final JournalFilter ALL = of(Set.of(Outcome.values()));

    /** What people said about a part; their last word counts. */
    public enum Word {
        /** Something or nothing. */
        ANY,
        /** Something. */
        GIVEN,
        /** That it is good. */
        GOOD,
        /** That it is bad. */
        BAD
    }

    public JournalFilter {
        outcomes = Set.copyOf(outcomes);
    }

    public static JournalFilter of(Set<Outcome> outcomes) {
        return new JournalFilter(
                outcomes,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Word.ANY,
                Optional.empty());
    }

    public JournalFilter withOutcomes(Set<Outcome> wanted) {
        return new JournalFilter(wanted, recipe, lot, from, to, word, kind);
    }

    public JournalFilter withRecipe(Optional<String> id) {
        return new JournalFilter(outcomes, id, lot, from, to, word, kind);
    }

    public JournalFilter withLot(Optional<String> name) {
        return new JournalFilter(outcomes, recipe, name, from, to, word, kind);
    }

    /** Decided at {@code since} or later and before {@code until}. */
    public JournalFilter withTime(Optional<Instant> since, Optional<Instant> until) {
        return new JournalFilter(outcomes, recipe, lot, since, until, word, kind);
    }

    public JournalFilter withWord(Word said) {
        return new JournalFilter(outcomes, recipe, lot, from, to, said, kind);
    }

    public JournalFilter withKind(Optional<String> name) {
        return new JournalFilter(outcomes, recipe, lot, from, to, word, name);
    }
}
