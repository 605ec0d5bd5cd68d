package loupe.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How one product is inspected: source, region, model, decision. Immutable; a change is a new version.
 *
 * @param id stable name for files and rows: lower-case letters, digits and '-'
 * @param version from 1, never reused
 * @param name for people
 * @param source address of the camera this recipe was made for, as the camera package reads it
 * @param region part of the image that is inspected, in image pixels; empty = all of it
 * @param modelSha256 lower-case hex digest of the model file
 * @param rule thresholds in raw score units
 * @param scale the heat map's fixed colour scale
 * @param calibration how far the thresholds can be defended
 * @param madeAt when this version was written
 */
public record Recipe(
        String id,
        int version,
        String name,
        String source,
        Optional<Region> region,
        String modelSha256,
        DecisionRule rule,
        DisplayScale scale,
        Calibration calibration,
        Instant madeAt) {

    /**
     * Decides. Pure: the same prediction always gives the same verdict. A score that is not finite or an incomplete
     * rule is an ERROR.
     */
    public Verdict judge(Prediction prediction) {
        if (!rule.isComplete()) {
            return Verdict.error(FaultCode.REC_03);
        }
        float score = ScoreSources.of(prediction, rule.source());
        if (!Float.isFinite(score)) {
            return Verdict.error(FaultCode.MOD_06);
        }
        List<DefectRegion> regions = DefectRegions.find(prediction.map(), rule.pixel(), rule.minimumArea());
        return new Verdict(outcome(score), score, regions, Optional.empty());
    }

    private Outcome outcome(float score) {
        if (score >= rule.fail()) {
            return Outcome.FAIL;
        }
        return score >= rule.review() ? Outcome.REVIEW : Outcome.PASS;
    }

    public Recipe withVersion(int next, Instant at) {
        return new Recipe(id, next, name, source, region, modelSha256, rule, scale, calibration, at);
    }

    /** The same inspection under another name. */
    public Recipe withIdentity(String newId, String newName) {
        return new Recipe(newId, version, newName, source, region, modelSha256, rule, scale, calibration, madeAt);
    }

    /** The same product inspected on a part of the image only. */
    public Recipe withRegion(Region part) {
        return new Recipe(id, version, name, source, Optional.of(part), modelSha256, rule, scale, calibration, madeAt);
    }

    /** The same product judged by other thresholds. The caller gives it a new version before storing it. */
    public Recipe withRule(DecisionRule other, Calibration standing) {
        return new Recipe(id, version, name, source, region, modelSha256, other, scale, standing, madeAt);
    }
}
