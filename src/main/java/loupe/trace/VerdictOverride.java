package loupe.trace;

import java.time.Instant;

/**
 * A person's word on a part that was already decided. It is added to the journal; the decision itself is never changed.
 *
 * @param inspectionId of the part
 * @param at when
 * @param who signs
 * @param good what the part really is
 * @param reason in words; may be empty
 */
public record VerdictOverride(String inspectionId, Instant at, String who, boolean good, String reason) {}
