package loupe.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How one product is inspected: source, region, model, decision. Immutable; a change is a new version.
 *
 * @param id stable name for files and rows: lower-case letters, digits and '-'
 * @param version from 1, never reused
 * @param name for people
 * @param source address of the camera this recipe was made for, as the camera package reads it
 * @param region part of the image that is inspected, in image pixels; empty = all of it
 * @param tiling how that part is cut up for the model; empty = it sees all of it at once
 * @param modelSha256 lower-case hex digest of the model file
 * @param rule thresholds in raw score units
 * @param scale the heat map's fixed colour scale
 * @param calibration how far the thresholds can be defended; always UNCALIBRATED when {@code evidence} is there and
 *     does not belong to this model, region, tiling, camera and rule
 * @param madeAt when this version was written
 * @param evidence of the calibration; empty while nobody confirmed one
 * @param millimetresPerPixel scale of the image, &gt; 0; empty when nobody measured it
 */
public record Recipe(
        String id,
        int version,
        String name,
        String source,
        Optional<Region> region,
        Optional<Tiling> tiling,
        String modelSha256,
        DecisionRule rule,
        DisplayScale scale,
        Calibration calibration,
        Instant madeAt,
        Optional<Evidence> evidence,
        OptionalDouble millimetresPerPixel) {
    private static final int MOST_REGIONS = 64;

    public Recipe {
        if (evidence.isPresent() && !evidence.get().holdsFor(modelSha256, region, tiling, source, rule)) {
            calibration = Calibration.UNCALIBRATED;
        }
    }

    /** A recipe that nobody confirmed yet. */
    @SuppressWarnings("checkstyle:parameternumber") // the record's own components
    public Recipe(
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
        this(
                id,
                version,
                name,
                source,
                region,
                Optional.empty(),
                modelSha256,
                rule,
                scale,
                calibration,
                madeAt,
                Optional.empty(),
                OptionalDouble.empty());
    }

    /**
     * Decides. Pure: the same prediction always gives the same verdict. A score that is not finite or an incomplete
     * rule is an ERROR.
     */
    public Verdict judge(Prediction prediction) {
        if (!rule.isComplete()) {
            return Verdict.error(FaultCode.REC_03);
        }
        List<DefectRegion> found = DefectRegions.find(prediction.map(), rule);
        float score = rule.source() == ScoreSource.CLASSES
                ? ScoreSources.classes(prediction.map(), found, rule)
                : rule.source().of(prediction, rule);
        if (!Float.isFinite(score)) {
            return Verdict.error(FaultCode.MOD_06);
        }
        List<DefectRegion> worst = found.subList(0, Math.min(MOST_REGIONS, found.size()));
        Outcome outcome = outcome(score);
        return new Verdict(outcome, score, worst, Optional.empty(), kind(prediction, worst, outcome));
    }

    /** That of the worst region, else of the whole picture; a part that does not pass is never called a good class. */
    private static Optional<DefectClass> kind(Prediction prediction, List<DefectRegion> worst, Outcome outcome) {
        Optional<DefectClass> region = worst.stream().findFirst().flatMap(DefectRegion::kind);
        return outcome != Outcome.PASS && region.isPresent()
                ? region
                : prediction
                        .winner()
                        .filter(w -> outcome == Outcome.PASS
                                || prediction
                                        .map()
                                        .classes()
                                        .filter(c -> c.classes().contains(w))
                                        .isPresent());
    }

    private Outcome outcome(float score) {
        if (score >= rule.fail()) {
            return Outcome.FAIL;
        }
        return score >= rule.review() ? Outcome.REVIEW : Outcome.PASS;
    }

    public Recipe withVersion(int next, Instant at) {
        return as(id, next, name, source, at);
    }

    /** The same inspection under another name. */
    public Recipe withIdentity(String newId, String newName) {
        return as(newId, version, newName, source, madeAt);
    }

    /** The same product seen by another camera, or by this one with other settings: uncalibrated. */
    public Recipe withSource(String address) {
        return as(id, version, name, address, madeAt).unlessSame(address.equals(source));
    }

    /** The same product inspected on a part of the image only: uncalibrated. */
    public Recipe withRegion(Region part) {
        return withView(Optional.of(part), tiling);
    }

    /** The same product inspected on another part of the image, or cut up in another way: uncalibrated. */
    public Recipe withView(Optional<Region> part, Optional<Tiling> tiles) {
        boolean same = region.equals(part) && tiling.equals(tiles);
        return new Recipe(
                        id,
                        version,
                        name,
                        source,
                        part,
                        tiles,
                        modelSha256,
                        rule,
                        scale,
                        calibration,
                        madeAt,
                        evidence,
                        millimetresPerPixel)
                .unlessSame(same);
    }

    /** The same product judged by other thresholds. The caller gives it a new version before storing it. */
    public Recipe withRule(DecisionRule other, Calibration standing) {
        return judging(other, scale, standing, evidence, millimetresPerPixel);
    }

    /** The same product with confirmed thresholds. */
    public Recipe confirmed(DecisionRule other, DisplayScale colours, Calibration standing, Evidence why) {
        return judging(other, colours, standing, Optional.of(why), millimetresPerPixel);
    }

    /** The same recipe with a measured scale of the image. */
    public Recipe withScale(double perPixel) {
        if (!(perPixel > 0 && perPixel < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(perPixel + " mm per pixel");
        }
        return judging(rule, scale, calibration, evidence, OptionalDouble.of(perPixel));
    }

    /** This recipe as a detector really runs it: uncalibrated where the model is read in another way than it was. */
    public Recipe readAs(String profile) {
        boolean same = evidence.isEmpty() || evidence.get().profile().equals(profile);
        return unlessSame(same);
    }

    private Recipe unlessSame(boolean same) {
        return same ? this : withRule(rule, Calibration.UNCALIBRATED);
    }

    /** The same inspection, known as another one. */
    private Recipe as(String key, int number, String title, String camera, Instant at) {
        return new Recipe(
                key,
                number,
                title,
                camera,
                region,
                tiling,
                modelSha256,
                rule,
                scale,
                calibration,
                at,
                evidence,
                millimetresPerPixel);
    }

    /** How the same is judged. */
    private Recipe judging(
            DecisionRule other, DisplayScale colours, Calibration standing, Optional<Evidence> why, OptionalDouble mm) {
        return new Recipe(
                id, version, name, source, region, tiling, modelSha256, other, colours, standing, madeAt, why, mm);
    }
}
