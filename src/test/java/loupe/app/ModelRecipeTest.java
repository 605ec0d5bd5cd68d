package loupe.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import loupe.domain.AnomalyMap;
import loupe.domain.Calibration;
import loupe.domain.DetectorInfo;
import loupe.domain.Outcome;
import loupe.domain.Prediction;
import loupe.domain.Recipe;
import loupe.domain.Region;
import loupe.domain.Timings;
import org.junit.jupiter.api.Test;

class ModelRecipeTest {
    @Test
    void heldOutScoresGiveLimits() {
        ModelRecipe made = of("loupe", Map.of("loupe.scores", "{\"0.5\":1.0,\"1.0\":3.0}"));
        assertThat(made.basis()).isEqualTo(ModelRecipe.Basis.HELD_OUT);
        // the largest good score passes; fail lies half as far again from the median
        assertThat(outcome(made, 3)).isEqualTo(Outcome.PASS);
        assertThat(outcome(made, 3.01f)).isEqualTo(Outcome.REVIEW);
        assertThat(outcome(made, 4.01f)).isEqualTo(Outcome.FAIL);
        assertThat(made.recipe().calibration()).isEqualTo(Calibration.UNCALIBRATED);
        assertThat(made.recipe().scale().of(Math.nextUp(3f))).isEqualTo(1);
    }

    @Test
    void anomalibIsDecidedAtOneHalf() {
        ModelRecipe made = of("anomalib-v2", Map.of());
        assertThat(made.basis()).isEqualTo(ModelRecipe.Basis.ANOMALIB_HALF);
        assertThat(outcome(made, 0.49f)).isEqualTo(Outcome.PASS);
        assertThat(outcome(made, 0.5f)).isEqualTo(Outcome.FAIL);
    }

    @Test
    void withoutUsableScoresNothingPasses() {
        for (String scores : new String[] {"{", "{}", "[1]", "{\"0.5\":2,\"1.0\":1}", "{\"0.5\":\"x\",\"1.0\":1e99}"}) {
            ModelRecipe made = of("loupe", Map.of("loupe.scores", scores));
            assertThat(made.basis()).as(scores).isEqualTo(ModelRecipe.Basis.NONE);
            assertThat(outcome(made, -1e30f)).isEqualTo(Outcome.REVIEW);
            assertThat(outcome(made, 1e30f)).isEqualTo(Outcome.REVIEW);
        }
    }

    private static ModelRecipe of(String profile, Map<String, String> metadata) {
        return ModelRecipe.of(new DetectorInfo("ab".repeat(32), 1, "CPU", profile, 64, 64, metadata), "");
    }

    private static Outcome outcome(ModelRecipe made, float score) {
        Recipe recipe = made.recipe();
        AnomalyMap map = new AnomalyMap(1, 1, new float[] {score}, new Region(0, 0, 1, 1));
        return recipe.judge(new Prediction(score, map, Timings.ZERO)).outcome();
    }
}
