package loupe.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import loupe.domain.Outcome;

/**
 * What became of one lot.
 *
 * @param lot its name
 * @param recipes that decided, with versions and how many parts each
 * @param from first part
 * @param to last part
 * @param counts parts of every outcome, as decided then
 * @param known parts on which a person spoke
 * @param classes of defects, by name
 * @param listed parts that did not pass, newest first
 * @param more parts that did not pass and are not listed
 * @param origin what made the report, and when
 */
public record LotReport(
        String lot,
        List<String> recipes,
        Instant from,
        Instant to,
        Map<Outcome, Long> counts,
        Known known,
        Map<String, OfClass> classes,
        List<Listed> listed,
        long more,
        Origin origin) {
    public LotReport {
        recipes = List.copyOf(recipes);
        counts = Map.copyOf(counts);
        classes = Collections.unmodifiableMap(new TreeMap<>(classes));
        listed = List.copyOf(listed);
    }

    /**
     * What people said.
     *
     * @param overkill good parts that did not pass
     * @param escapes bad parts that passed
     * @param confirmed parts of which a person said what the line had said
     */
    public record Known(long overkill, long escapes, long confirmed) {}

    /** Parts that have regions of a class, and regions of it on all of them. */
    public record OfClass(long parts, long regions) {
        /** With another part. */
        public OfClass and(OfClass other) {
            return new OfClass(parts + other.parts, regions + other.regions);
        }
    }

    /** A part with, where it is still there, a small picture (a whole PNG file). */
    public record Listed(PartLine part, Optional<byte[]> png) {}

    /** Name and version of the program, the moment, and the zone in which times are told. */
    public record Origin(String program, Instant madeAt, ZoneId zone) {}

    long count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    long judged() {
        return count(Outcome.PASS) + count(Outcome.REVIEW) + count(Outcome.FAIL);
    }
}
