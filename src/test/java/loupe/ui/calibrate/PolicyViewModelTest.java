package loupe.ui.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import loupe.calibrate.Caution;
import loupe.calibrate.Confusion;
import loupe.calibrate.Rate;
import loupe.calibrate.Scored;
import loupe.domain.DecisionRule;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.ScoreSource;
import org.junit.jupiter.api.Test;

class PolicyViewModelTest {
    private static final DecisionRule RULE = new DecisionRule(0.5, 0.7, 0.5, 0, ScoreSource.MODEL);

    private final PolicyViewModel model = new PolicyViewModel(Runnable::run, Runnable::run);

    @Test
    void tenThousandPartsAreRecountedForEveryPlaceOfBothLimits() {
        List<Scored> parts = parts(9_000, 1_000, 5);
        model.load(Ground.of(parts), RULE, List.of());
        Random random = new Random(6);
        for (int i = 0; i < 300; i++) {
            if (random.nextBoolean()) {
                model.moveReview(random.nextDouble() * 1.4 - 0.1);
            } else {
                model.moveFail(random.nextDouble() * 1.4 - 0.1);
            }
            Standing now = standing();
            assertThat(now.review()).isLessThanOrEqualTo(now.fail());
            assertThat(now.confusion()).isEqualTo(recount(parts, now.review(), now.fail()));
        }
        assertThat(model.choice().kindProperty().get()).isEqualTo(PolicyKind.BY_HAND);
        assertThat(standing().decision().limits()).isEmpty();
    }

    private static Confusion recount(List<Scored> parts, double review, double fail) {
        int[] counts = new int[6];
        for (Scored part : parts) {
            int outcome = part.score() >= fail ? 2 : part.score() >= review ? 1 : 0;
            counts[outcome + (part.isDefect() ? 3 : 0)]++;
        }
        return new Confusion(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
    }

    @Test
    void missNothingReviewsFromTheLowestDefectAndFailsByFalseAlarms() {
        List<Scored> parts = parts(400, 59, 1);
        model.load(Ground.of(parts), RULE, List.of());
        double lowest = parts.stream()
                .filter(Scored::isDefect)
                .mapToDouble(Scored::score)
                .min()
                .orElseThrow();
        assertThat(model.choice().kindProperty().get()).isEqualTo(PolicyKind.ZERO_MISS);
        assertThat(standing().confusion().escapes()).isEqualTo(new Rate(0, 59));
        assertThat(standing().confusion().escapes().upper(Rate.CONFIDENCE)).isCloseTo(0.0495, within(5e-5));
        model.choice().lookProperty().set(false);
        assertThat(standing().review()).isEqualTo(lowest);
        assertThat(standing().fail()).isEqualTo(lowest);
    }

    @Test
    void everyPolicyFollowsItsNumbers() {
        List<Scored> parts = parts(2_000, 200, 2);
        model.load(Ground.of(parts), RULE, List.of());
        model.choice().lookProperty().set(false);
        model.choice().number(Term.MISSES).set(7);
        model.choice().kindProperty().set(PolicyKind.MISSES);
        assertThat(standing().confusion().escapes().count()).isEqualTo(7);
        model.choice().kindProperty().set(PolicyKind.FALSE_ALARMS);
        model.choice().number(Term.ALPHA).set(0.05);
        assertThat(standing().confusion().overkill().value()).isBetween(0.04, 0.05);
        model.choice().kindProperty().set(PolicyKind.SURE_FALSE_ALARMS);
        assertThat(standing().confusion().overkill().upper(0.95)).isLessThanOrEqualTo(0.05);
        model.choice().kindProperty().set(PolicyKind.COST);
        double cost = standing().costPerPart();
        model.moveFail(standing().fail() + 0.1);
        assertThat(standing().costPerPart()).isGreaterThan(cost);
        for (PolicyKind kind : List.of(PolicyKind.F1, PolicyKind.TAIL)) {
            model.choice().kindProperty().set(kind);
            assertThat(standing().decision().limits()).hasSize(1);
        }
    }

    @Test
    void oneLimitMovesAloneAndTwoPushEachOther() {
        model.load(Ground.of(parts(300, 60, 3)), RULE, List.of());
        model.choice().kindProperty().set(PolicyKind.BY_HAND);
        model.moveReview(0.4);
        model.moveFail(0.6);
        model.moveReview(0.7);
        assertThat(standing().fail()).isEqualTo(0.7);
        model.moveFail(0.3);
        assertThat(standing().review()).isEqualTo(0.3);
        model.choice().lookProperty().set(false);
        model.moveFail(0.55);
        assertThat(standing().review()).isEqualTo(0.55);
    }

    @Test
    void withoutDefectsOnlyFalseAlarmsCanBeLimitedAndTheScreenCanSayWhy() {
        Ground ground = Ground.of(parts(200, 0, 4));
        model.load(ground, RULE, List.of());
        assertThat(model.choice().kindProperty().get()).isEqualTo(PolicyKind.GOOD_ONLY);
        assertThat(PolicyKind.values())
                .filteredOn(k -> k.fits(ground.board()))
                .containsExactly(PolicyKind.GOOD_ONLY, PolicyKind.BY_HAND);
        assertThat(cautions()).contains(Caution.Kind.ESCAPES_UNKNOWN);
        assertThat(standing().costPerPart()).isNaN();
        assertThat(model.isUsable()).isTrue();
    }

    @Test
    void withoutGoodPartsDefectsAloneSetOneLimit() {
        Ground ground = Ground.of(parts(0, 12, 4));
        model.load(ground, RULE, List.of());
        assertThat(model.choice().kindProperty().get()).isEqualTo(PolicyKind.ZERO_MISS);
        assertThat(standing().review()).isEqualTo(standing().fail());
        assertThat(cautions()).contains(Caution.Kind.FALSE_ALARMS_UNKNOWN);
        assertThat(PolicyKind.values())
                .filteredOn(k -> k.fits(ground.board()))
                .containsExactly(PolicyKind.ZERO_MISS, PolicyKind.MISSES, PolicyKind.BY_HAND);
    }

    @Test
    void oneGoodPartCanPromiseHalfAndNothingMoreButLimitsCanBeSetByHand() {
        model.load(Ground.of(parts(1, 0, 4)), RULE, List.of());
        assertThat(model.choice().number(Term.ALPHA).get()).isEqualTo(0.5);
        assertThat(model.isUsable()).isTrue();
        double kept = standing().review();
        model.choice().number(Term.ALPHA).set(0.01);
        assertThat(model.faultProperty().get()).map(InspectionFault::code).contains(FaultCode.CAL_04);
        assertThat(model.isUsable()).isFalse();
        assertThat(standing().review()).isEqualTo(kept);
        model.moveFail(0.3);
        assertThat(model.isUsable()).isTrue();
    }

    @Test
    void equalScoresAreSaidToTellNothingApart() {
        List<Scored> equal = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            equal.add(new Scored("p" + i, "", i < 10 ? "good" : "dent", 0.5f));
        }
        model.load(Ground.of(equal), RULE, List.of());
        assertThat(cautions()).contains(Caution.Kind.ALL_EQUAL);
        model.moveFail(0.9);
        assertThat(standing().confusion().defectFail()).isZero();
    }

    @Test
    void anEarlierCalibrationIsTakenUpAgain() {
        Ground ground = Ground.of(parts(400, 50, 7));
        model.load(ground, RULE, List.of("false-alarms=0.02", "misses=2"));
        assertThat(model.choice().kindProperty().get()).isEqualTo(PolicyKind.MISSES);
        assertThat(model.choice().number(Term.ALPHA).get()).isEqualTo(0.02);
        assertThat(model.choice().lookProperty().get()).isTrue();
        model.load(ground, RULE, List.of("cost=300:5:0.02:0.5"));
        assertThat(model.choice().kindProperty().get()).isEqualTo(PolicyKind.COST);
        assertThat(model.choice().costs().review()).isEqualTo(0.5);
        model.load(ground, RULE, List.of("tail=0.001"));
        assertThat(model.choice().kindProperty().get()).isEqualTo(PolicyKind.TAIL);
    }

    @Test
    void anAnswerThatComesLateIsForgotten() {
        Deque<Runnable> later = new ArrayDeque<>();
        PolicyViewModel slow = new PolicyViewModel(later::add, Runnable::run);
        slow.load(Ground.of(parts(400, 50, 7)), RULE, List.of());
        slow.choice().kindProperty().set(PolicyKind.TAIL);
        slow.moveFail(0.42);
        while (!later.isEmpty()) {
            later.poll().run();
        }
        assertThat(slow.standingProperty().get().orElseThrow().fail()).isEqualTo(0.42);
        assertThat(slow.choice().kindProperty().get()).isEqualTo(PolicyKind.BY_HAND);
        assertThat(slow.unseenProperty().get()).isEmpty();
        assertThat(slow.aurocProperty().get()).isPresent();
    }

    @Test
    void leavingTypesOutIsToldWhileAPolicyIsChosen() {
        model.load(Ground.of(parts(400, 60, 9)), RULE, List.of());
        assertThat(model.unseenProperty().get()).containsOnlyKeys("dent", "scratch");
        model.moveFail(0.5);
        assertThat(model.unseenProperty().get()).isEmpty();
    }

    @Test
    void mistakesComeFirstThenTheClosestCalls() {
        List<Scored> parts = List.of(
                new Scored("a", "", "good", 0.1f),
                new Scored("b", "", "good", 0.45f),
                new Scored("c", "", "good", 0.9f),
                new Scored("d", "", "dent", 0.2f),
                new Scored("e", "", "dent", 0.55f),
                new Scored("f", "", "dent", 0.95f));
        List<CloseCalls.Call> calls = new CloseCalls(parts).at(0.4, 0.6, 3);
        assertThat(calls).extracting(c -> c.part().name()).containsExactly("d", "c", "b", "e", "a");
        assertThat(calls)
                .extracting(CloseCalls.Call::kind)
                .containsExactly(
                        CloseCalls.Kind.ESCAPE,
                        CloseCalls.Kind.OVERKILL,
                        CloseCalls.Kind.CLOSE,
                        CloseCalls.Kind.CLOSE,
                        CloseCalls.Kind.CLOSE);
    }

    private Standing standing() {
        return model.standingProperty().get().orElseThrow();
    }

    private List<Caution.Kind> cautions() {
        return standing().decision().cautions().stream().map(Caution::kind).toList();
    }

    private static List<Scored> parts(int good, int defects, long seed) {
        Random random = new Random(seed);
        List<Scored> parts = new ArrayList<>();
        for (int i = 0; i < good; i++) {
            parts.add(new Scored("g" + i, "", "good", (float) (0.3 + 0.08 * random.nextGaussian())));
        }
        for (int i = 0; i < defects; i++) {
            parts.add(new Scored(
                    "b" + i, "", i % 2 == 0 ? "dent" : "scratch", (float) (0.8 + 0.12 * random.nextGaussian())));
        }
        return parts;
    }
}
