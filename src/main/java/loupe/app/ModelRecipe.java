package loupe.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import loupe.calibrate.FirstLimits;
import loupe.detect.Detectors;
import loupe.detect.OnnxDetector;
import loupe.detect.ProviderPreference;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.DetectorInfo;
import loupe.domain.DisplayScale;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Recipe;
import loupe.domain.ScoreSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A recipe for a model file for which nobody made one. Its limits are suggestions and never armed by themselves: good
 * for looking at scores, not for a line.
 *
 * @param recipe complete enough to judge with; its calibration is never {@link Calibration#CALIBRATED}
 * @param basis where the limits come from
 */
public record ModelRecipe(Recipe recipe, Basis basis) {
    private static final Logger LOG = LoggerFactory.getLogger(ModelRecipe.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCORES = "loupe.scores";
    private static final double ANOMALIB_LIMIT = 0.5;
    /** Where classes are told apart, a probability above which a region is shown; it decides nothing. */
    private static final double HALF_SURE = 0.5;

    /** Read as they are, these normalise their scores around ½. */
    private static final Set<String> HALF = Set.of("anomalib-v2", "anomalib-next");

    /** Where limits come from. */
    public enum Basis {
        /** The file carries quantiles of held-out good scores; limits as for a first recipe. */
        HELD_OUT("Provisional limits: above every held-out good part that the model was taught with."),
        /** anomalib normalises scores so that 0.5 is its threshold. */
        ANOMALIB_HALF("Provisional limit: 0.5, anomalib's normalised threshold."),
        /** Nothing is known: a person must look at every part, whatever its score. */
        NONE("The model says nothing about limits: every part is for review. Teach or calibrate a recipe.");

        private final String text;

        Basis(String text) {
            this.text = text;
        }

        /** One English sentence for a console. */
        public String text() {
            return text;
        }
    }

    /**
     * Judges with a model file by itself.
     *
     * @throws InspectionFault MOD-xx when it cannot be used
     */
    public static Inspector inspector(Path model) {
        OnnxDetector detector = Detectors.open(model, ProviderPreference.AUTO);
        return new Inspector(of(detector.info(), "").recipe(), detector, Clock.systemUTC());
    }

    /** The best that can be said from what the file itself holds. */
    public static ModelRecipe of(DetectorInfo info, String source) {
        if (HALF.contains(info.profile())) {
            DecisionRule half = new DecisionRule(ANOMALIB_LIMIT, ANOMALIB_LIMIT, ANOMALIB_LIMIT, 0, ScoreSource.MODEL);
            return new ModelRecipe(
                    recipe(info, source, half, new DisplayScale(0, ANOMALIB_LIMIT)), Basis.ANOMALIB_HALF);
        }
        Optional<ModelRecipe> taught = heldOut(info, source);
        if (taught.isPresent()) {
            return taught.get();
        }
        double never = Double.POSITIVE_INFINITY;
        boolean classes = !info.classes().isEmpty();
        DecisionRule open = new DecisionRule(-never, never, classes ? HALF_SURE : never, 0, ScoreSource.MODEL);
        return new ModelRecipe(recipe(info, source, open, new DisplayScale(0, classes ? HALF_SURE : 1)), Basis.NONE);
    }

    /** The two quantiles that matter stand in for the scores: with m scores, 1/(m+1) is the α of the largest. */
    private static Optional<ModelRecipe> heldOut(DetectorInfo info, String source) {
        try {
            JsonNode scores = JSON.readTree(info.metadata().getOrDefault(SCORES, "{}"));
            float median = (float) scores.path("0.5").asDouble(Double.NaN);
            float largest = (float) scores.path("1.0").asDouble(Double.NaN);
            if (!Float.isFinite(median) || !(largest >= median) || !Float.isFinite(largest)) {
                return Optional.empty();
            }
            DecisionRule rule = FirstLimits.between(median, largest).rule(Math.nextUp(largest), 0, ScoreSource.MODEL);
            DisplayScale scale = new DisplayScale(Math.min(0, median), Math.nextUp(largest));
            return Optional.of(new ModelRecipe(recipe(info, source, rule, scale), Basis.HELD_OUT));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            LOG.warn("{} of the model cannot be read", SCORES, e);
            return Optional.empty();
        }
    }

    private static Recipe recipe(DetectorInfo info, String source, DecisionRule rule, DisplayScale scale) {
        return new Recipe(
                "model",
                1,
                "Model " + info.sha256().substring(0, 12),
                source,
                Optional.empty(),
                info.sha256(),
                rule,
                scale,
                Calibration.UNCALIBRATED,
                Instant.EPOCH);
    }
}
