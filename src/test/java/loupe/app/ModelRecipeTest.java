package loupe.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import loupe.domain.AnomalyMap;
import loupe.domain.DetectorInfo;
import loupe.domain.Outcome;
import loupe.domain.Prediction;
import loupe.domain.Region;
import loupe.domain.Timings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRecipeTest {
    @ParameterizedTest
    @ValueSource(strings = {"{}", "nonsense", "{\"0.5\": 3}"})
    void aModelThatSaysNothingOfLimitsPassesNothing(String scores) {
        DetectorInfo info = new DetectorInfo("0".repeat(64), 1, "CPU", "loupe", 1, 1, Map.of("loupe.scores", scores));
        ModelRecipe made = ModelRecipe.of(info, "");
        AnomalyMap map = new AnomalyMap(1, 1, new float[] {-7}, new Region(0, 0, 1, 1));
        assertThat(made.basis()).isEqualTo(ModelRecipe.Basis.NONE);
        assertThat(made.recipe().judge(new Prediction(-7, map, Timings.ZERO)).outcome())
                .isEqualTo(Outcome.REVIEW);
    }
}
