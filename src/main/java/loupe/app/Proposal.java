package loupe.app;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import loupe.calibrate.Confusion;
import loupe.calibrate.Decision;
import loupe.calibrate.Limit;
import loupe.calibrate.Policy;
import loupe.calibrate.Scoreboard;
import loupe.calibrate.Scored;
import loupe.calibrate.Words;
import loupe.domain.DecisionRule;
import loupe.domain.Recipe;
import loupe.domain.ScoreSource;

/**
 * Thresholds that could be confirmed: nothing is written yet. Immutable; cheap to make anew for every policy.
 *
 * @param recipe as it is now
 * @param profile how its model is fed and read
 * @param scores that the decision was made on
 * @param decision both thresholds with their reasons
 * @param rule the whole rule that would be stored
 * @param candidates how many models, regions or scores were tried on these samples, ≥ 1
 * @param verified what the thresholds do on parts kept apart
 */
public record Proposal(
        Recipe recipe,
        String profile,
        Scores scores,
        Decision decision,
        DecisionRule rule,
        int candidates,
        Optional<Confusion> verified) {
    /**
     * What policies make of labelled scores; the minimum area stays; a pixel threshold that was the review limit
     * follows it, and where the score is an area the pixel threshold is the one that it was measured with.
     *
     * @throws loupe.domain.InspectionFault CAL-01, CAL-02, CAL-04, MOD-06
     */
    public static Proposal of(Recipe recipe, String profile, Scores scores, Policy policy, Optional<Policy> review) {
        return of(recipe, profile, scores, Decision.of(policy, review, scores.board()));
    }

    /** The same for a decision made otherwise, for example by hand. */
    public static Proposal of(Recipe recipe, String profile, Scores scores, Decision decision) {
        DecisionRule old = recipe.rule();
        // one limit for map and score stays one: what passes shows no contour
        boolean coupled = old.pixel() == old.review() && !old.source().readsRegions();
        double pixel = coupled && Double.isFinite(decision.review()) ? decision.review() : old.pixel();
        boolean area = scores.source() == ScoreSource.MAP_AREA;
        DecisionRule rule = old.withLimits(decision.review(), decision.fail(), scores.source())
                .withRegions(area ? scores.pixel() : pixel, old.minimumArea());
        return new Proposal(recipe, profile, scores, decision, rule, 1, Optional.empty());
    }

    /** The same thresholds with another treatment of the map; what the score is made of stays. */
    public Proposal withRegions(double pixel, double minimumArea) {
        double kept = rule.source().readsRegions() ? rule.pixel() : pixel;
        double smallest = rule.source() == ScoreSource.CLASSES ? rule.minimumArea() : minimumArea;
        DecisionRule other = rule.withRegions(kept, smallest);
        return new Proposal(recipe, profile, scores, decision, other, candidates, verified);
    }

    /**
     * A pixel area from one in millimetres.
     *
     * @param squareMillimetres ≥ 0
     * @return empty when nobody measured the scale of the image
     */
    public OptionalDouble pixelArea(double squareMillimetres) {
        OptionalDouble scale = recipe.millimetresPerPixel();
        return scale.isEmpty()
                ? scale
                : OptionalDouble.of(squareMillimetres / (scale.getAsDouble() * scale.getAsDouble()));
    }

    /** The same after several models, regions or scores were tried on these samples: the bounds are void and say so. */
    public Proposal triedWith(int count) {
        return new Proposal(recipe, profile, scores, decision.chosenAmong(count), rule, count, verified);
    }

    /** The same, tried on parts kept apart. */
    public Proposal verifiedOn(Scoreboard apart) {
        Optional<Confusion> found = Optional.of(decision.on(apart));
        return new Proposal(recipe, profile, scores, decision, rule, candidates, found);
    }

    /** The same for the camera that took the samples, where it is not that of the recipe. */
    public Proposal takenBy(String source) {
        return new Proposal(Line.seenBy(recipe, source), profile, scores, decision, rule, candidates, verified);
    }

    public Scoreboard board() {
        return scores.board();
    }

    public List<Scored> images() {
        return scores.images();
    }

    public String samplesSha256() {
        return scores.samplesSha256();
    }

    public Confusion confusion() {
        return decision.on(board());
    }

    /** What the policies promise, one sentence or two for each threshold that has a policy. */
    public List<String> promises(Locale locale) {
        Words words = new Words(locale);
        return decision.limits().stream().map(Limit::guarantee).map(words::of).toList();
    }
}
