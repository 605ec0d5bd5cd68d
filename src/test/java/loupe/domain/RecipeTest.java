package loupe.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How a prediction becomes a verdict. */
class RecipeTest {
    @ParameterizedTest
    @CsvSource({"0.99,PASS", "1.0,REVIEW", "1.99,REVIEW", "2.0,FAIL", "9,FAIL", "NaN,ERROR", "Infinity,ERROR"})
    void aScoreAtTheThresholdIsNotGood(float score, Outcome outcome) {
        Verdict verdict =
                recipe(new DecisionRule(1, 2, 1, 0, ScoreSource.MODEL)).judge(prediction(score, 0));
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.fault().isPresent()).isEqualTo(outcome == Outcome.ERROR);
    }

    @Test
    void equalThresholdsSwitchReviewOff() {
        Recipe recipe = recipe(new DecisionRule(1, 1, 1, 0, ScoreSource.MODEL));
        assertThat(recipe.judge(prediction(0.999f, 0)).outcome()).isEqualTo(Outcome.PASS);
        assertThat(recipe.judge(prediction(1, 0)).outcome()).isEqualTo(Outcome.FAIL);
    }

    @ParameterizedTest
    @CsvSource({"NaN,2,1", "1,NaN,1", "1,2,NaN", "2,1,1", "Infinity,Infinity,1"})
    void aMissingThresholdIsAnErrorNeverAPass(double review, double fail, double pixel) {
        Verdict verdict = recipe(new DecisionRule(review, fail, pixel, 0, ScoreSource.MODEL))
                .judge(prediction(0, 0));
        assertThat(verdict.fault()).contains(FaultCode.REC_03);
    }

    @Test
    void regionsAreEightConnectedAndInImagePixels() {
        float[] scores = new float[16];
        scores[0] = 2; // (0,0) and (1,1) touch at a corner: one region
        scores[5] = 3;
        scores[15] = 5;
        AnomalyMap map = new AnomalyMap(4, 4, scores, new Region(100, 50, 40, 80));
        Verdict verdict =
                recipe(new DecisionRule(1, 2, 1, 0, ScoreSource.MAP_MAX)).judge(new Prediction(0, map, Timings.ZERO));
        assertThat(verdict.score()).isEqualTo(5);
        assertThat(verdict.regions()).hasSize(2);
        DefectRegion worst = verdict.regions().get(0);
        assertThat(worst.box()).isEqualTo(new Region(130, 110, 10, 20));
        assertThat(worst.peakX()).isCloseTo(135, within(1e-9));
        assertThat(worst.peakY()).isCloseTo(120, within(1e-9));
        DefectRegion other = verdict.regions().get(1);
        assertThat(other.box()).isEqualTo(new Region(100, 50, 20, 40));
        assertThat(other.area()).isCloseTo(400, within(1e-9));
        assertThat(other.score()).isEqualTo(3);
    }

    @Test
    void smallRegionsAreNotReported() {
        float[] scores = {5, 0, 0, 0};
        AnomalyMap map = new AnomalyMap(2, 2, scores, new Region(0, 0, 20, 20));
        DecisionRule rule = new DecisionRule(1, 2, 1, 101, ScoreSource.MAP_MAX);
        assertThat(recipe(rule).judge(new Prediction(0, map, Timings.ZERO)).regions())
                .isEmpty();
    }

    @Test
    void theTopMeanOfASmallMapIsItsMaximum() {
        AnomalyMap map = new AnomalyMap(2, 2, new float[] {1, 7, 2, 3}, new Region(0, 0, 2, 2));
        DecisionRule rule = new DecisionRule(1, 2, 1, 0, ScoreSource.MAP_TOP_MEAN);
        assertThat(recipe(rule).judge(new Prediction(0, map, Timings.ZERO)).score())
                .isEqualTo(7);
    }

    @Test
    void theInspectorCropsTheRegionAndMovesTheMapBack() {
        Recipe recipe = recipe(new DecisionRule(1, 2, 1, 0, ScoreSource.MODEL)).withRegion(new Region(2, 1, 2, 2));
        Detector detector = new Detector() {
            @Override
            public Prediction predict(Image image) {
                assertThat(image.pixels()).containsExactly(6, 7, 10, 11);
                return new Prediction(0, new AnomalyMap(1, 1, new float[1], image.bounds()), Timings.ZERO);
            }

            @Override
            public DetectorInfo info() {
                return new DetectorInfo("", 0, "CPU", "test", 0, 0, Map.of());
            }

            @Override
            public void close() {}
        };
        byte[] pixels = new byte[16];
        for (int i = 0; i < 16; i++) {
            pixels[i] = (byte) i;
        }
        Image image = new Image(4, 4, PixelOrder.GRAY8, pixels);
        try (Inspector inspector = new Inspector(recipe, detector, Clock.systemUTC())) {
            Inspection inspection = inspector.inspect(new Frame(1, "test", Instant.EPOCH, image));
            assertThat(inspection.prediction().orElseThrow().map().covered()).isEqualTo(new Region(2, 1, 2, 2));
            Image small = new Image(1, 1, PixelOrder.GRAY8, new byte[1]);
            Inspection outside = inspector.inspect(new Frame(2, "test", Instant.EPOCH, small));
            assertThat(outside.verdict().fault()).contains(FaultCode.REC_04);
        }
    }

    @ParameterizedTest
    @EnumSource(FaultCode.class)
    void everyFaultSaysWhatHappenedAndWhatToDoInEveryLanguage(FaultCode code) {
        for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.GERMAN, Locale.CHINESE}) {
            String what = code.whatHappened(locale, "A", "B", "C", "D");
            String advice = code.whatToDo(locale, "A", "B", "C", "D");
            assertThat(what).isNotBlank();
            assertThat(advice).isNotBlank().doesNotContain("{");
            assertThat(what).doesNotContain("{");
        }
        assertThat(code.id()).matches("[A-Z]{3}-\\d\\d");
    }

    private static Prediction prediction(float score, float map) {
        return new Prediction(score, new AnomalyMap(1, 1, new float[] {map}, new Region(0, 0, 1, 1)), Timings.ZERO);
    }

    private static Recipe recipe(DecisionRule rule) {
        return new Recipe(
                "r",
                1,
                "R",
                "demo:",
                Optional.empty(),
                "0",
                rule,
                new DisplayScale(0, 1),
                Calibration.GOOD_PARTS_ONLY,
                Instant.EPOCH);
    }
}
