package loupe.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How rules for single classes judge, and what they void. */
class ClassRulesTest {
    private static final DefectClass SCRATCH = new DefectClass(1, "scratch");
    private static final DefectClass STAIN = new DefectClass(2, "stain");

    /** One row of cells of 10 pixels² each: s scratch, t stain, u without a class, capital = sure, small = half sure. */
    private static Prediction part(String cells) {
        float[] scores = new float[cells.length()];
        short[] kinds = new short[cells.length()];
        for (int i = 0; i < scores.length; i++) {
            char c = cells.charAt(i);
            scores[i] = c == '.' ? 0 : Character.isUpperCase(c) ? 0.9f : 0.6f;
            kinds[i] = (short) ".st".indexOf(Character.toLowerCase(c));
            kinds[i] = kinds[i] < 0 ? 0 : kinds[i];
        }
        ClassMap classes = new ClassMap(List.of(SCRATCH, STAIN), kinds);
        Region all = new Region(0, 0, 10 * scores.length, 1);
        return new Prediction(0, new AnomalyMap(scores.length, 1, scores, all, Optional.of(classes)), Timings.ZERO);
    }

    /** Scratches of 20 pixels² or more: none may be there. Two stains may, however large, when sure; more ask. */
    private static final List<ClassRule> RULES = List.of(
            new ClassRule(STAIN, OptionalDouble.of(0.8), 0, 2, Outcome.REVIEW),
            new ClassRule(SCRATCH, OptionalDouble.empty(), 20, 0, Outcome.FAIL));

    @ParameterizedTest
    @CsvSource({
        ".......,PASS,0", // nothing
        "s.S.s..,PASS,0", // small scratches
        "ss.....,FAIL,2", // a large one
        "T.TTT..,PASS,0", // two stains
        "T.T.T..,REVIEW,1", // three
        "T.T.t..,PASS,0", // the third is not sure
        "T.T.Tss,FAIL,2", // the worst counts
        "u......,FAIL,2", // a defect of no class has no rule: none may be there
    })
    void rulesOfClassesDecide(String cells, Outcome outcome, float score) {
        Verdict verdict = recipe(DecisionRule.byClasses(0.5, 0, RULES)).judge(part(cells));
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.score()).isEqualTo(score);
    }

    @Test
    void theClassThatBreaksItsRuleComesFirst() {
        Verdict verdict = recipe(DecisionRule.byClasses(0.5, 0, RULES)).judge(part("T.ss"));
        assertThat(verdict.regions())
                .as("a permitted stain is surer than the scratch that fails")
                .extracting(r -> r.kind().orElseThrow())
                .containsExactly(SCRATCH, STAIN);
        assertThat(verdict.kind()).contains(SCRATCH);
        assertThat(recipe(DecisionRule.byClasses(0.5, 0, RULES))
                        .judge(part("T..."))
                        .kind())
                .as("what passes has no worst defect")
                .isEmpty();
    }

    @Test
    void moreRegionsThanAreKeptAreCounted() {
        ClassRule many = new ClassRule(STAIN, OptionalDouble.empty(), 0, 99, Outcome.FAIL);
        Verdict verdict = recipe(DecisionRule.byClasses(0.5, 0, List.of(many))).judge(part("T.".repeat(100)));
        assertThat(verdict.regions()).hasSize(64);
        assertThat(verdict.outcome()).as("100 are more than 99").isEqualTo(Outcome.FAIL);
    }

    @Test
    void withAnotherScoreRulesOnlySayWhatIsReported() {
        DecisionRule rule = new DecisionRule(0.95, 0.95, 0.5, 0, ScoreSource.MAP_MAX, RULES);
        Verdict verdict = recipe(rule).judge(part("ss.T.s"));
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.counts()).isEqualTo(java.util.Map.of(SCRATCH, 1, STAIN, 1));
    }

    @Test
    void mapsThatAreNoNumbersAreErrors() {
        AnomalyMap map = new AnomalyMap(1, 1, new float[] {Float.NaN}, new Region(0, 0, 1, 1));
        Verdict verdict = recipe(DecisionRule.byClasses(0.5, 0, RULES)).judge(new Prediction(0, map, Timings.ZERO));
        assertThat(verdict.fault()).contains(FaultCode.MOD_06);
    }

    @Test
    void anotherClassRuleVoidsTheCalibration() {
        DecisionRule plain = new DecisionRule(1, 2, 0.5, 0, ScoreSource.MODEL);
        DecisionRule signed = DecisionRule.byClasses(0.5, 0, RULES);
        assertThat(confirmed(plain).withRule(plain, Calibration.CALIBRATED).calibration())
                .isEqualTo(Calibration.CALIBRATED);
        DecisionRule added = new DecisionRule(1, 2, 0.5, 0, ScoreSource.MODEL, RULES);
        assertThat(confirmed(plain).withRule(added, Calibration.CALIBRATED).calibration())
                .isEqualTo(Calibration.UNCALIBRATED);
        assertThat(confirmed(signed).calibration()).isEqualTo(Calibration.CALIBRATED);
        ClassRule scratch = new ClassRule(SCRATCH, OptionalDouble.empty(), 20, 0, Outcome.FAIL);
        for (ClassRule stain : List.of(
                new ClassRule(STAIN, OptionalDouble.of(0.7), 0, 2, Outcome.REVIEW),
                new ClassRule(STAIN, OptionalDouble.of(0.8), 5, 2, Outcome.REVIEW),
                new ClassRule(STAIN, OptionalDouble.of(0.8), 0, 3, Outcome.REVIEW),
                new ClassRule(STAIN, OptionalDouble.of(0.8), 0, 2, Outcome.FAIL))) {
            DecisionRule other = DecisionRule.byClasses(0.5, 0, List.of(scratch, stain));
            assertThat(confirmed(signed).withRule(other, Calibration.CALIBRATED).calibration())
                    .as("%s", stain)
                    .isEqualTo(Calibration.UNCALIBRATED);
        }
        DecisionRule turned = DecisionRule.byClasses(0.5, 0, List.of(RULES.get(1), RULES.get(0)));
        assertThat(confirmed(signed).withRule(turned, Calibration.CALIBRATED).calibration())
                .as("the same rules in another order")
                .isEqualTo(Calibration.CALIBRATED);
    }

    @Test
    void impossibleRulesAreRefused() {
        assertThatThrownBy(() -> new ClassRule(STAIN, OptionalDouble.empty(), 0, 0, Outcome.PASS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClassRule(STAIN, OptionalDouble.empty(), -1, 0, Outcome.FAIL))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClassRule(STAIN, OptionalDouble.of(Double.NaN), 0, 0, Outcome.FAIL))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DecisionRule.byClasses(0, 0, List.of(RULES.get(0), RULES.get(0))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Recipe confirmed(DecisionRule rule) {
        Recipe plain = recipe(rule);
        Evidence evidence = new Evidence(
                Evidence.binding(plain.modelSha256(), "test", plain.region(), plain.tiling(), plain.source(), rule),
                "test",
                rule.review(),
                rule.fail(),
                List.of(),
                List.of(),
                new Evidence.Counts(1, 0, 0, 0, 0, 1),
                "",
                1,
                "me",
                "because",
                Instant.EPOCH);
        return plain.confirmed(rule, plain.scale(), Calibration.CALIBRATED, evidence);
    }

    private static Recipe recipe(DecisionRule rule) {
        return new Recipe(
                "test",
                1,
                "Test",
                "",
                Optional.empty(),
                "0".repeat(64),
                rule,
                new DisplayScale(0, 1),
                Calibration.UNCALIBRATED,
                Instant.EPOCH);
    }
}
