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
 * @param images labelled scores of the score source of {@code rule}
 * @param samplesSha256 digest of the samples
 * @param decision both thresholds with their reasons
 * @param rule the whole rule that would be stored
 * @param candidates how many models or regions were tried on these samples, ≥ 1
 */
public record Proposal(
        Recipe recipe,
        String profile,
        List<Scored> images,
        String samplesSha256,
        Decision decision,
        DecisionRule rule,
        int candidates) {
    public Proposal {
        images = List.copyOf(images);
    }

    /**
     * What policies make of a recipe's labelled scores; minimum area and score source stay; a pixel threshold
     * that was the review limit follows it.
     *
     * @throws loupe.domain.InspectionFault CAL-01, CAL-02, CAL-04, MOD-06
     */
    public static Proposal of(Recipe recipe, String profile, Scoring scoring, Policy policy, Optional<Policy> review) {
        List<Scored> images = scoring.scored(recipe.rule().source());
        Decision decision = Decision.of(policy, review, Scoreboard.of(images));
        return of(recipe, profile, images, scoring.samplesSha256(), decision);
    }

    /** The same for a decision made otherwise, for example by hand. */
    public static Proposal of(Recipe recipe, String profile, List<Scored> images, String samples, Decision decision) {
        DecisionRule old = recipe.rule();
        // one limit for map and score stays one: what passes shows no contour
        boolean coupled = old.pixel() == old.review() && old.source() != ScoreSource.MAP_AREA;
        double pixel = coupled && Double.isFinite(decision.review()) ? decision.review() : old.pixel();
        DecisionRule rule =
                new DecisionRule(decision.review(), decision.fail(), pixel, old.minimumArea(), old.source());
        return new Proposal(recipe, profile, images, samples, decision, rule, 1);
    }

    /** The same thresholds with another treatment of the map; the score source must be that of the scores. */
    public Proposal withRegions(double pixel, double minimumArea) {
        DecisionRule other = new DecisionRule(rule.review(), rule.fail(), pixel, minimumArea, rule.source());
        return new Proposal(recipe, profile, images, samplesSha256, decision, other, candidates);
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

    /** The same after several models or regions were tried on these very samples: the bounds are void and say so. */
    public Proposal triedWith(int count) {
        return new Proposal(recipe, profile, images, samplesSha256, decision.chosenAmong(count), rule, count);
    }

    public Scoreboard board() {
        return Scoreboard.of(images);
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
