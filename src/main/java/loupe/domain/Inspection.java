package loupe.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * The one thing every sink receives: a part, what the model said, what was decided and by what.
 *
 * @param id unique and ordered by time; the key of the journal row
 * @param frame the picture as it came; its image is {@link Image#NONE} when the camera failed
 * @param prediction absent exactly when the outcome is ERROR for want of one
 * @param verdict the decision
 * @param recipe the recipe, with version and thresholds, that decided
 * @param faultText what happened in words (language of the machine); empty unless ERROR
 * @param at when the decision was made
 */
public record Inspection(
        String id,
        Frame frame,
        Optional<Prediction> prediction,
        Verdict verdict,
        Recipe recipe,
        String faultText,
        Instant at) {

    public Outcome outcome() {
        return verdict.outcome();
    }
}
