package loupe.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import loupe.domain.DefectClass;
import loupe.domain.DefectRegion;
import loupe.domain.Verdict;

/**
 * Which kinds of defects a part has, as reports name them.
 *
 * @param kind of the part or its worst defect; empty where the model tells none
 * @param counts regions of each class, the worst class first
 */
public record Classes(String kind, Map<String, Integer> counts) {
    public static final Classes NONE = new Classes("", Map.of());

    public static Classes of(Optional<DefectClass> kind, List<DefectRegion> worstFirst) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        Verdict.counts(worstFirst).forEach((c, n) -> counts.merge(c.name(), n, Integer::sum));
        return new Classes(kind.map(DefectClass::name).orElse(""), counts);
    }

    public boolean isEmpty() {
        return kind.isEmpty() && counts.isEmpty();
    }

    /** {@code scratch 2; stain 1}, or the class of the whole part where there are no regions. */
    public String text() {
        return counts.isEmpty()
                ? kind
                : counts.entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue())
                        .collect(Collectors.joining("; "));
    }
}
