package loupe.app;

import java.time.Instant;
import java.util.Optional;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.DetectorInfo;
import loupe.domain.DisplayScale;
import loupe.domain.Recipe;
import loupe.domain.ScoreSource;

/**
 * A recipe for a model file for which nobody made one. Its limits are suggestions and never armed by themselves: good
 * for looking at scores, not for a line.
 *
 * @param recipe complete enough to judge with; its calibration is never {@link Calibration#CALIBRATED}
 * @param basis where the limits come from
 */
public record ModelRecipe(Recipe recipe, Basis basis) {
    private static final double ANOMALIB_LIMIT = 0.5;

    /** Where limits come from. */
    public enum Basis {
        /** anomalib normalises scores so that 0.5 is its threshold. */
        ANOMALIB_HALF("Provisional limit: 0.5, anomalib's normalised threshold."),
        /** Nothing is known: every finite score passes. */
        NONE("The model says nothing about limits: every score passes. Teach or calibrate a recipe.");

        private final String text;

        Basis(String text) {
            this.text = text;
        }

        /** One English sentence for a console. */
        public String text() {
            return text;
        }
    }

    /** The best that can be said from what the file itself holds. */
    public static ModelRecipe of(DetectorInfo info, String source) {
        if (info.profile().startsWith("anomalib")) {
            DecisionRule half = new DecisionRule(ANOMALIB_LIMIT, ANOMALIB_LIMIT, ANOMALIB_LIMIT, 0, ScoreSource.MODEL);
            return new ModelRecipe(
                    recipe(info, source, half, new DisplayScale(0, ANOMALIB_LIMIT)), Basis.ANOMALIB_HALF);
        }
        double never = Double.POSITIVE_INFINITY;
        DecisionRule open = new DecisionRule(never, never, never, 0, ScoreSource.MODEL);
        return new ModelRecipe(recipe(info, source, open, new DisplayScale(0, 1)), Basis.NONE);
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
