package loupe.ui.calibrate;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import loupe.app.MapRules;
import loupe.app.ScoredImage;
import loupe.app.Scoring;
import loupe.calibrate.Scored;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.domain.SampleSet;
import loupe.domain.SampleSet.Sample;

/**
 * A sample set scored with a recipe. Immutable.
 *
 * @param recipe that scored
 * @param profile how its model was fed and read
 * @param set what was scored
 * @param scoring scores and what could not be read
 * @param ground the scores of the recipe's source
 * @param quantile the map value that 0.1 % of all values of good parts exceed; empty without good parts
 * @param onMasks the map value of the best balance against the masks; empty without masks
 */
record Measured(
        Recipe recipe,
        String profile,
        SampleSet set,
        Scoring scoring,
        Ground ground,
        OptionalDouble quantile,
        OptionalDouble onMasks) {
    private static final double SHARE = 0.999;

    /**
     * Works out everything that does not depend on the limits.
     *
     * @throws InspectionFault CAL-06 when not one image could be scored
     */
    static Measured of(Recipe recipe, String profile, SampleSet set, Scoring scoring, MapRules maps) {
        if (scoring.images().isEmpty()) {
            throw new InspectionFault(FaultCode.CAL_06, set.name());
        }
        Ground ground = Ground.of(scoring.by(recipe.rule().source()).images());
        OptionalDouble onMasks =
                maps.onMasks().map(best -> OptionalDouble.of(best.threshold())).orElse(OptionalDouble.empty());
        return new Measured(recipe, profile, set, scoring, ground, maps.quantile(SHARE), onMasks);
    }

    /** The sample behind a score. */
    Optional<Sample> sample(Scored part) {
        return Optional.ofNullable(byName().get(part.name()));
    }

    private Map<String, Sample> byName() {
        return scoring.images().stream()
                .map(ScoredImage::sample)
                .collect(Collectors.toMap(s -> s.image().toString(), Function.identity(), (a, b) -> a));
    }
}
