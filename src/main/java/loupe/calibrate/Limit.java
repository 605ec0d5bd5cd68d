package loupe.calibrate;

import java.util.List;

/**
 * A threshold with its reason.
 *
 * @param policy that set it
 * @param threshold raw; a score at or above it is flagged; +∞ = nothing can be flagged with that promise
 * @param guarantee what is promised
 * @param cautions what a person should know
 */
public record Limit(Policy policy, double threshold, Guarantee guarantee, List<Caution> cautions) {
    public Limit {
        cautions = List.copyOf(cautions);
    }
}
