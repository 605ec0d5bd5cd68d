package loupe.trace;

import java.time.Instant;
import java.util.Optional;
import loupe.domain.Outcome;

/**
 * What the line said about one part and what a person said, without picture and regions: for looking at many.
 *
 * @param seq of the row
 * @param id of the inspection
 * @param at when
 * @param version of the recipe that decided
 * @param modelSha256 of the model that gave the score
 * @param outcome as decided then; never ERROR
 * @param score raw
 * @param good a person's last word: what the part really is; empty where nobody said anything
 */
public record Decision(
        long seq,
        String id,
        Instant at,
        int version,
        String modelSha256,
        Outcome outcome,
        double score,
        Optional<Boolean> good) {}
