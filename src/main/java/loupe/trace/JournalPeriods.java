package loupe.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loupe.domain.Outcome;

/** Sums up the journal over stretches of time, each by a range of the index: no row is read, nothing is sorted. */
final class JournalPeriods {
    private final Journal journal;
    private final JournalFilter filter;

    JournalPeriods(Journal journal, JournalFilter filter) {
        this.journal = journal;
        this.filter = filter;
    }

    /** See {@link Journal#periods}. */
    List<Period> of(int count) {
        Optional<Long> first = edge("min");
        Optional<Long> last = edge("max");
        if (first.isEmpty() || last.isEmpty()) {
            return List.of();
        }
        List<Period> periods = new ArrayList<>();
        long width = Math.max(1, Math.floorDiv(last.get() - first.get(), (long) count) + 1);
        for (long t = first.get(); t <= last.get(); t += width) {
            Period period = period(Instant.ofEpochMilli(t), Instant.ofEpochMilli(t + width));
            if (!period.counts().isEmpty()) {
                periods.add(period);
            }
        }
        return periods;
    }

    private Optional<Long> edge(String extreme) {
        JournalQuery query = new JournalQuery(filter);
        return journal.read(query.span(extreme), query::bind, r -> Optional.ofNullable((Number) r.getObject(1)))
                .get(0)
                .map(Number::longValue);
    }

    private record Sum(long count, double mean) {}

    private Period period(Instant from, Instant to) {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        double passed = Double.NaN;
        for (Outcome outcome : filter.outcomes()) {
            JournalQuery query =
                    new JournalQuery(filter.withOutcomes(Set.of(outcome)).withTime(Optional.of(from), Optional.of(to)));
            Sum sum = journal.read(query.summary(), query::bind, r -> new Sum(r.getLong(1), r.getDouble(2)))
                    .get(0);
            if (sum.count() > 0) {
                counts.put(outcome, sum.count());
                passed = outcome == Outcome.PASS ? sum.mean() : passed;
            }
        }
        return new Period(from, to, counts, passed);
    }
}
