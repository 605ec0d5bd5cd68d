package loupe.ui.calibrate;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import loupe.app.MapRules;
import loupe.app.Proposal;
import loupe.app.ScoredImage;
import loupe.app.Scores;
import loupe.app.Trial;
import loupe.calibrate.Decision;
import loupe.calibrate.Scoreboard;
import loupe.calibrate.Scored;
import loupe.domain.DecisionRule;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.domain.SampleSet;
import loupe.domain.SampleSet.Sample;
import loupe.domain.ScoreSource;

/**
 * A sample set scored with a recipe. Immutable.
 *
 * @param subject what was scored, with what
 * @param trial scores, what could not be read, what looks alike
 * @param scores the numbers that are compared with the limits
 * @param ground what follows from them alone
 * @param apart the same of the parts kept apart
 * @param quantile the map value that 0.1 % of all values of good parts exceed; empty without good parts
 * @param onMasks the map value of the best balance against the masks; empty without masks
 */
record Measured(
        Subject subject,
        Trial trial,
        Scores scores,
        Ground ground,
        Optional<Scoreboard> apart,
        OptionalDouble quantile,
        OptionalDouble onMasks) {
    private static final double SHARE = 0.999;

    /**
     * What is scored, with what.
     *
     * @param recipe that scored
     * @param profile how its model was fed and read
     * @param set all labelled samples
     * @param kept which parts do not set the limits
     */
    record Subject(Recipe recipe, String profile, SampleSet set, KeptApart kept) {}

    /**
     * Works out everything that does not depend on the limits.
     *
     * @throws InspectionFault CAL-06 when not one image could be scored
     */
    static Measured of(Subject subject, Trial trial, ScoreSource source, MapRules maps) {
        if (trial.own().images().isEmpty()) {
            throw new InspectionFault(FaultCode.CAL_06, subject.set().name());
        }
        OptionalDouble onMasks =
                maps.onMasks().map(best -> OptionalDouble.of(best.threshold())).orElse(OptionalDouble.empty());
        return of(subject, trial, source, maps.quantile(SHARE), onMasks);
    }

    private static Measured of(
            Subject subject, Trial trial, ScoreSource source, OptionalDouble quantile, OptionalDouble onMasks) {
        Scores scores = trial.own().by(source);
        Optional<Scoreboard> apart = trial.apart().map(a -> a.by(source).board());
        return new Measured(subject, trial, scores, Ground.of(scores.images()), apart, quantile, onMasks);
    }

    /** The same images compared by another number; {@link #knows} it. */
    Measured by(ScoreSource other) {
        return of(subject, trial, other, quantile, onMasks);
    }

    /**
     * The threshold above which areas are measured: the recipe's own where it goes by areas, else one that good parts
     * hardly reach.
     */
    static OptionalDouble areaAbove(Recipe recipe, MapRules maps) {
        return recipe.rule().source() == ScoreSource.MAP_AREA ? OptionalDouble.empty() : maps.quantile(SHARE);
    }

    /** Whether the images need not be looked at again for this number. */
    boolean knows(ScoreSource other) {
        double known = recipe().rule().pixel();
        boolean own = recipe().rule().source() == ScoreSource.MAP_AREA;
        double wanted = own ? known : quantile.orElse(known);
        return other != ScoreSource.MAP_AREA || trial.own().pixel() == wanted;
    }

    /** The limits in force, where they are limits of this number; else none. */
    DecisionRule rule() {
        DecisionRule rule = recipe().rule();
        double none = Double.NaN;
        return rule.source() == source() ? rule : rule.withLimits(none, none, source());
    }

    Recipe recipe() {
        return subject.recipe();
    }

    /** Which number is compared with the limits. */
    ScoreSource source() {
        return scores.source();
    }

    /**
     * What would be confirmed.
     *
     * @param scale millimetres per image pixel
     * @param pixel threshold on the map
     * @param area smallest region, image pixels²
     */
    Proposal proposal(Decision decision, OptionalDouble scale, double pixel, double area) {
        Recipe scaled = scale.isPresent() ? recipe().withScale(scale.getAsDouble()) : recipe();
        Proposal made = Proposal.of(scaled, subject.profile(), scores, decision).withRegions(pixel, area);
        return apart.map(made::verifiedOn).orElse(made);
    }

    /** The sample behind a score. */
    Optional<Sample> sample(Scored part) {
        return Optional.ofNullable(byName().get(part.name()));
    }

    private Map<String, Sample> byName() {
        return trial.own().images().stream()
                .map(ScoredImage::sample)
                .collect(Collectors.toMap(s -> s.image().toString(), Function.identity(), (a, b) -> a));
    }
}
