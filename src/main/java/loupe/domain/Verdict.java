package loupe.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The decision on one part.
 *
 * @param outcome what becomes of it
 * @param score the number that was compared with the thresholds, raw; NaN exactly when the outcome is ERROR
 * @param regions where the defects are, worst first, the 64 worst; empty for ERROR
 * @param fault why there is no decision; present exactly when the outcome is ERROR
 * @param kind what the part or its worst defect is, where the model tells
 */
public record Verdict(
        Outcome outcome,
        float score,
        List<DefectRegion> regions,
        Optional<FaultCode> fault,
        Optional<DefectClass> kind) {
    public Verdict {
        regions = List.copyOf(regions);
        if ((outcome == Outcome.ERROR) != fault.isPresent()) {
            throw new IllegalArgumentException(outcome + " with fault " + fault);
        }
    }

    public static Verdict error(FaultCode fault) {
        return new Verdict(Outcome.ERROR, Float.NaN, List.of(), Optional.of(fault), Optional.empty());
    }

    /** How many of the regions are of which class, the worst class first; empty without classes. */
    public Map<DefectClass, Integer> counts() {
        return counts(regions);
    }

    /** The same of regions that were kept elsewhere. */
    public static Map<DefectClass, Integer> counts(List<DefectRegion> worstFirst) {
        Map<DefectClass, Integer> counts = new LinkedHashMap<>();
        worstFirst.forEach(r -> r.kind().ifPresent(k -> counts.merge(k, 1, Integer::sum)));
        return counts;
    }
}
