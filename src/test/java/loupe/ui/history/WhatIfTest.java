package loupe.ui.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.Outcome;
import loupe.domain.Prediction;
import loupe.domain.Recipe;
import loupe.domain.ScoreSource;
import loupe.domain.Timings;
import loupe.trace.Decision;
import loupe.ui.TestParts;
import org.junit.jupiter.api.Test;

class WhatIfTest {
    private static final List<Outcome> VERDICTS = List.of(Outcome.PASS, Outcome.REVIEW, Outcome.FAIL);

    private final Random random = new Random(9);

    private List<Decision> parts(int count) {
        List<Decision> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Optional<Boolean> word = random.nextInt(4) == 0 ? Optional.of(random.nextBoolean()) : Optional.empty();
            Outcome outcome = VERDICTS.get(random.nextInt(3));
            double score = random.nextInt(50) / 32.0; // many ties, exactly on limits too
            parts.add(new Decision(i, "id" + i, Instant.EPOCH.plusSeconds(i), 1, "ab", outcome, score, word));
        }
        return parts;
    }

    /** The recipe itself is the reference. */
    private static Outcome judge(double score, double review, double fail) {
        Recipe recipe = TestParts.RECIPE.withRule(
                new DecisionRule(review, fail, 1, 0, ScoreSource.MODEL), Calibration.CALIBRATED);
        Prediction prediction = new Prediction(
                (float) score, TestParts.part(1, 0).prediction().orElseThrow().map(), Timings.ZERO);
        return recipe.judge(prediction).outcome();
    }

    @Test
    void judgesAsTheRecipeWould() {
        List<Decision> parts = parts(200);
        WhatIf replay = new WhatIf(parts);
        for (double[] limits : new double[][] {{0.5, 1}, {1, 1}, {-1, 9}, {0.25, 0.25}, {9, 9}}) {
            WhatIf.Result result = replay.at(limits[0], limits[1]);
            int[][] table = new int[3][3];
            int escapes = 0;
            int overkill = 0;
            for (Decision part : parts) {
                Outcome would = judge(part.score(), limits[0], limits[1]);
                table[VERDICTS.indexOf(part.outcome())][VERDICTS.indexOf(would)]++;
                escapes += part.good().equals(Optional.of(false)) && would == Outcome.PASS ? 1 : 0;
                overkill += part.good().equals(Optional.of(true)) && would != Outcome.PASS ? 1 : 0;
            }
            assertThat(result.table()).isDeepEqualTo(table);
            assertThat(result.known().escapes()).isEqualTo(escapes);
            assertThat(result.known().overkill()).isEqualTo(overkill);
            assertThat(result.changes()).isEqualTo(result.changed().size());
            assertThat(result.changed())
                    .isSortedAccordingTo(
                            (a, b) -> Long.compare(b.part().seq(), a.part().seq()));
            assertThat(result.changed())
                    .allSatisfy(c -> assertThat(c.would())
                            .isNotEqualTo(c.part().outcome())
                            .isEqualTo(judge(c.part().score(), limits[0], limits[1])));
            assertThat(result.was(Outcome.PASS) + result.was(Outcome.REVIEW) + result.was(Outcome.FAIL))
                    .isEqualTo(200);
            assertThat(result.would(Outcome.PASS) + result.would(Outcome.REVIEW) + result.would(Outcome.FAIL))
                    .isEqualTo(200);
        }
    }

    @Test
    void listsNoMoreThanAPersonReads() {
        WhatIf.Result result = new WhatIf(parts(5_000)).at(9, 9);
        assertThat(result.changes()).isGreaterThan(WhatIf.LISTED);
        assertThat(result.changed()).hasSize(WhatIf.LISTED);
        assertThat(new WhatIf(List.of()).at(0, 1).changes()).isZero();
    }
}
