package loupe.domain;

import java.util.List;
import java.util.Optional;

/**
 * The decision on one part.
 *
 * @param outcome what becomes of it
 * @param score the number that was compared with the thresholds, raw; NaN exactly when the outcome is ERROR
 * @param regions where the defects are, worst first; empty for ERROR
 * @param fault why there is no decision; present exactly when the outcome is ERROR
 */
public record Verdict(Outcome outcome, float score, List<DefectRegion> regions, Optional<FaultCode> fault) {
    public Verdict {
        regions = List.copyOf(regions);
        if ((outcome == Outcome.ERROR) != fault.isPresent()) {
            throw new IllegalArgumentException(outcome + " with fault " + fault);
        }
    }

    public static Verdict error(FaultCode fault) {
        return new Verdict(Outcome.ERROR, Float.NaN, List.of(), Optional.of(fault));
    }
}
