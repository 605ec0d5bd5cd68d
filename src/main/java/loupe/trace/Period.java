package loupe.trace;

import java.time.Instant;
import java.util.Map;
import loupe.domain.Outcome;

/**
 * What happened in one stretch of time.
 *
 * @param from first moment
 * @param to end, exclusive
 * @param counts parts of every outcome
 * @param meanPassed mean raw score of the parts that passed; NaN when none did
 */
public record Period(Instant from, Instant to, Map<Outcome, Long> counts, double meanPassed) {
    public Period {
        counts = Map.copyOf(counts);
    }

    public long count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    /** Parts with a verdict: an ERROR is none. */
    public long judged() {
        return count(Outcome.PASS) + count(Outcome.REVIEW) + count(Outcome.FAIL);
    }
}
