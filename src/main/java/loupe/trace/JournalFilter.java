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
 * @param from decided at this moment or later
 * @param to decided before this moment
 */
public record JournalFilter(
        Set<Outcome> outcomes, Optional<String> recipe, Optional<Instant> from, Optional<Instant> to) {
    public static final JournalFilter ALL = of(Set.of(Outcome.values()));

    public JournalFilter {
        outcomes = Set.copyOf(outcomes);
    }

    public static JournalFilter of(Set<Outcome> outcomes) {
        return new JournalFilter(outcomes, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
