package loupe.report;

import java.time.Instant;
import java.util.Optional;
import loupe.domain.Outcome;

/**
 * One inspected part as lists and lot reports show it.
 *
 * @param id of the inspection
 * @param at when it was decided
 * @param lot that it belongs to; empty = none
 * @param recipe id and version
 * @param camera and number of its picture there
 * @param outcome as decided then
 * @param score raw; NaN when there is none
 * @param limits T_review and T_fail that decided, raw
 * @param regions how many places reached the pixel threshold
 * @param error what went wrong, in words; empty when nothing did
 * @param word what a person said later
 * @param classes of the defects
 */
public record PartLine(
        String id,
        Instant at,
        String lot,
        RecipeVersion recipe,
        Source camera,
        Outcome outcome,
        double score,
        Limits limits,
        int regions,
        String error,
        Optional<Word> word,
        Classes classes) {

    /** Which recipe decided. */
    public record RecipeVersion(String id, int version) {}

    /** Where the picture came from: the camera's name and its running number. */
    public record Source(String name, long frame) {}

    /** Limits, raw; NaN when they were missing. */
    public record Limits(double review, double fail) {}

    /** A person's word: what the part really is, who said it and why. */
    public record Word(boolean good, String who, String reason) {}
}
