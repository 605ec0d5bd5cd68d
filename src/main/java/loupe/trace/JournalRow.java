package loupe.trace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loupe.domain.DefectClass;
import loupe.domain.DefectRegion;
import loupe.domain.FaultCode;
import loupe.domain.Outcome;
import loupe.domain.Timings;

/**
 * One inspected part as the journal remembers it. Times have milliseconds. Thresholds that were missing are NaN.
 *
 * @param seq running number in the order of writing
 * @param id of the inspection
 * @param frame the picture's origin
 * @param at when the decision was made
 * @param decidedBy recipe, thresholds and program
 * @param outcome as decided then; see {@link VerdictOverride} for what people said later
 * @param score raw; NaN for ERROR
 * @param fault present exactly for ERROR; empty too when a newer Loupe wrote a code that this one does not know
 * @param faultText what happened, in words
 * @param regions worst first
 * @param timings zero when there was no prediction
 * @param stored what lies in the archive now
 * @param lot of the part, as it was set at the line
 * @param kind what the part or its worst defect is, where the model told
 */
public record JournalRow(
        long seq,
        String id,
        FrameInfo frame,
        Instant at,
        DecidedBy decidedBy,
        Outcome outcome,
        double score,
        Optional<FaultCode> fault,
        String faultText,
        List<DefectRegion> regions,
        Timings timings,
        Stored stored,
        Optional<String> lot,
        Optional<DefectClass> kind) {

    /**
     * Where the picture came from.
     *
     * @param id the camera's running number
     * @param at moment of exposure or arrival
     * @param camera name of the source
     * @param width pixels; 0 when there was no picture
     * @param height pixels; 0 when there was no picture
     */
    public record FrameInfo(long id, Instant at, String camera, int width, int height) {}

    /**
     * What decided, as it was then.
     *
     * @param recipe id
     * @param version of the recipe
     * @param modelSha256 of the model file
     * @param appVersion of Loupe
     * @param review T_review, raw
     * @param fail T_fail, raw
     * @param pixel pixel threshold, raw
     */
    public record DecidedBy(
            String recipe,
            int version,
            String modelSha256,
            String appVersion,
            double review,
            double fail,
            double pixel) {}

    /**
     * Files of this part, relative to the archive folder. Both are empty when the policy kept nothing or when they were
     * removed later.
     *
     * @param image encoded picture
     * @param map raw anomaly map, see {@link MapFile}
     * @param removed why and when files that were once stored are gone
     */
    public record Stored(Optional<String> image, Optional<String> map, Optional<Removal> removed) {}

    /**
     * Why a stored picture is gone.
     *
     * @param at when
     * @param reason {@code age}, {@code space}, {@code missing} or {@code encoding}; stable words for translation
     */
    public record Removal(Instant at, String reason) {}
}
