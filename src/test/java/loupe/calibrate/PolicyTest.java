package loupe.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
    /** good 1…9, defects 7 8 9 10 11. */
    private static final Scoreboard BOARD =
            Scoreboard.of(new float[] {9, 8, 7, 6, 5, 4, 3, 2, 1}, new float[] {11, 7, 9, 8, 10});

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zero-miss",
                "zero-miss:0.1",
                "misses=2",
                "false-alarms=0.01",
                "false-alarms=0.01:0.95",
                "cost=100:2:0.01",
                "cost=100:2:0.01:0.5",
                "f1",
                "tail=0.0001",
                "good-only=0.05"
            })
    void textIsReadAsWritten(String text) {
        assertThat(Policy.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "zero",
                "misses",
                "misses=-1",
                "misses=1.5",
                "false-alarms=2",
                "false-alarms=x",
                "false-alarms=0.1:0.9:3",
                "cost=1:2",
                "cost=1:2:0",
                "cost=-1:2:0.1",
                "f1=3",
                "tail=0.5",
                "zero-miss:1",
                "misses=NaN"
            })
    void whatIsNoPolicyIsRefusedWithAReason(String text) {
        assertThatThrownBy(() -> Policy.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank();
    }

    @Test
    void missesByHand() {
        assertThat(Policy.parse("zero-miss").limit(BOARD).threshold()).isEqualTo(7);
        // the median good is 5: 7 − 0.25·2
        assertThat(Policy.parse("zero-miss:0.25").limit(BOARD).threshold()).isEqualTo(6.5);
        Limit two = Policy.parse("misses=2").limit(BOARD);
        assertThat(two.threshold()).isEqualTo(9);
        Guarantee.Escapes promise = (Guarantee.Escapes) two.guarantee();
        assertThat(promise.mean()).isEqualTo(3.0 / 6);
        assertThat(promise.upper()).isCloseTo(new Rate(2, 5).upper(0.95), within(1e-12));
        fault(FaultCode.CAL_01, () -> Policy.parse("misses=5").limit(BOARD));
    }

    @Test
    void confusionByHand() {
        Confusion c = BOARD.at(8, 10);
        assertThat(c).isEqualTo(new Confusion(7, 2, 0, 1, 2, 2));
        assertThat(c.escapes()).isEqualTo(new Rate(1, 5));
        assertThat(c.overkill()).isEqualTo(new Rate(0, 9));
        assertThat(c.falseAlarms()).isEqualTo(new Rate(2, 9));
        assertThat(c.reviewLoad()).isEqualTo(new Rate(4, 14));
        assertThat(c.reviewLoad(0.1)).isCloseTo(0.9 * 2 / 9 + 0.1 * 2 / 5, within(1e-12));
        assertThat(c.correct()).isEqualTo(new Rate(11, 14));
    }

    @Test
    void falseAlarmsByHand() {
        // ⌈10·0.8⌉ = 8th smallest
        assertThat(Policy.parse("false-alarms=0.2").limit(BOARD).threshold()).isEqualTo(Math.nextUp(8f));
        Limit never = Policy.parse("false-alarms=0.01").limit(BOARD);
        assertThat(never.threshold()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(never.cautions()).contains(Caution.of(Caution.Kind.NO_FINITE_LIMIT, 9, 99));
        Limit surely = Policy.parse("false-alarms=0.05:0.95").limit(BOARD);
        assertThat(surely.cautions()).contains(Caution.of(Caution.Kind.NO_FINITE_LIMIT, 9, 59));
        fault(FaultCode.CAL_04, () -> Decision.of(Policy.parse("false-alarms=0.01"), Optional.empty(), BOARD));
    }

    @Test
    void twoThresholds() {
        Decision d = Decision.of(Policy.parse("false-alarms=0.1"), Optional.of(Policy.parse("zero-miss")), BOARD);
        assertThat(d.review()).isEqualTo(7);
        assertThat(d.fail()).isEqualTo(Math.nextUp(9f));
        assertThat(d.on(BOARD)).isEqualTo(new Confusion(6, 3, 0, 0, 3, 2));
    }

    @Test
    void separatedClassesNeedNoReview() {
        Scoreboard apart = Scoreboard.of(new float[] {1, 2, 3}, new float[] {9, 11});
        Decision d = Decision.of(Policy.parse("false-alarms=0.25"), Optional.of(Policy.parse("zero-miss")), apart);
        assertThat(d.review()).isEqualTo(d.fail()).isCloseTo(6, within(1e-6));
        assertThat(d.cautions()).extracting(Caution::kind).contains(Caution.Kind.REVIEW_OFF);
        assertThat(d.on(apart)).isEqualTo(new Confusion(3, 0, 0, 0, 0, 2));
    }

    @Test
    void aFailLimitWithoutEndStillReviews() {
        Decision d = Decision.of(Policy.parse("false-alarms=0.01"), Optional.of(Policy.parse("zero-miss")), BOARD);
        assertThat(d.fail()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(d.on(BOARD)).isEqualTo(new Confusion(6, 3, 0, 0, 5, 0));
    }

    @Test
    void goodPartsOnlySaysWhatIsUnknown() {
        Limit limit = Policy.parse("good-only=0.1").limit(BOARD);
        assertThat(limit.guarantee()).isEqualTo(new Guarantee.GoodOnly(0.1, 9));
        assertThat(limit.cautions()).extracting(Caution::kind).containsExactly(Caution.Kind.ESCAPES_UNKNOWN);
    }

    @Test
    void theCheapestPairIsFoundAmongAllPairs() {
        Random random = new Random(8);
        for (int i = 0; i < 1000; i++) {
            int values = 2 + random.nextInt(12);
            Scoreboard board = Scoreboard.of(
                    draw(random, 1 + random.nextInt(15), values, 0), draw(random, 1 + random.nextInt(15), values, 3));
            double review = random.nextBoolean() ? Double.NaN : random.nextInt(4);
            CostModel costs =
                    new CostModel(random.nextInt(50), random.nextInt(10), review, 0.05 + 0.5 * random.nextDouble());
            Decision d = Decision.of(new Policy.LeastCost(costs), Optional.empty(), board);
            double best = Double.POSITIVE_INFINITY;
            for (int high = 0; high <= values + 4; high++) {
                for (int low = costs.hasReview() ? 0 : high; low <= high; low++) {
                    best = Math.min(best, costs.perPart(board.at(low, high)));
                }
            }
            assertThat(costs.perPart(d.on(board))).isCloseTo(best, within(1e-9));
        }
    }

    @Test
    void costByHand() {
        // π = 0.1; T = 10 misses 3 of 5 and flags no good: 0.1·100·0.6 = 6; T = 7: 0.9·2·3/9 = 0.6
        CostModel costs = new CostModel(100, 2, Double.NaN, 0.1);
        assertThat(costs.perPart(BOARD.at(10))).isCloseTo(6, within(1e-12));
        assertThat(costs.perPart(BOARD.at(7))).isCloseTo(0.6, within(1e-12));
        assertThat(new Policy.LeastCost(costs).limit(BOARD).threshold()).isEqualTo(7);
    }

    @Test
    void imagesOfOnePartCountOnce() {
        List<Scored> images = List.of(
                new Scored("a1", "a", "good", 3),
                new Scored("a2", "a", "good", 5),
                new Scored("b1", "b", "scratch", 2),
                new Scored("b2", "b", "good", 4),
                new Scored("c", "", "good", 1),
                new Scored("d", "", "good", 1));
        assertThat(Scored.perPart(images))
                .containsExactly(
                        new Scored("a2", "a", "good", 5),
                        new Scored("b2", "b", "scratch", 4),
                        new Scored("c", "", "good", 1),
                        new Scored("d", "", "good", 1));
        assertThat(Scoreboard.of(images).defects()).containsExactly(4);
        assertThat(Scoreboard.of(images).good()).containsExactly(1, 1, 5);
    }

    @Test
    void anUnknownTypeIsJudgedByTheOthers() {
        List<Scored> images = List.of(
                new Scored("g", "", "good", 1),
                new Scored("s", "", "scratch", 5),
                new Scored("s2", "", "scratch", 7),
                new Scored("d1", "", "dent", 4),
                new Scored("d2", "", "dent", 6));
        Map<String, Rate> found = LeaveOneTypeOut.escapes(images, Policy.parse("zero-miss"), Optional.empty());
        assertThat(found).isEqualTo(Map.of("dent", new Rate(1, 2), "scratch", new Rate(0, 2)));
        assertThat(LeaveOneTypeOut.escapes(images.subList(0, 3), Policy.parse("zero-miss"), Optional.empty()))
                .isEmpty();
    }

    @Test
    void poorSamplesGetALabelledResultOrAClearMessage() {
        Scoreboard none = Scoreboard.of(new float[0], new float[0]);
        Scoreboard onlyGood = Scoreboard.of(new float[] {1, 2}, new float[0]);
        Scoreboard onlyBad = Scoreboard.of(new float[0], new float[] {3});
        Scoreboard equal = Scoreboard.of(new float[] {2, 2}, new float[] {2});
        for (String p : List.of("zero-miss", "misses=0", "f1", "cost=10:1:0.1")) {
            fault(FaultCode.CAL_01, () -> Policy.parse(p).limit(none));
            fault(FaultCode.CAL_01, () -> Policy.parse(p).limit(onlyGood));
        }
        for (String p : List.of("false-alarms=0.1", "false-alarms=0.1:0.9", "good-only", "f1", "tail=0.001")) {
            assertThatThrownBy(() -> Policy.parse(p).limit(onlyBad.defects().length == 1 ? onlyBad : none))
                    .isInstanceOfSatisfying(
                            InspectionFault.class, f -> assertThat(f.code()).isEqualTo(FaultCode.CAL_02));
        }
        assertThat(Policy.parse("zero-miss").limit(onlyBad).cautions())
                .extracting(Caution::kind)
                .contains(Caution.Kind.FEW_DEFECTS, Caution.Kind.FALSE_ALARMS_UNKNOWN);
        for (String p : List.of("zero-miss", "f1", "cost=10:1:0.1", "false-alarms=0.4")) {
            Limit limit = Policy.parse(p).limit(equal);
            assertThat(limit.threshold()).isFinite();
            assertThat(limit.cautions()).extracting(Caution::kind).contains(Caution.Kind.ALL_EQUAL);
        }
        fault(FaultCode.MOD_06, () -> Scoreboard.of(new float[] {Float.NaN}, new float[0]));
        fault(FaultCode.MOD_06, () -> Scoreboard.of(new float[0], new float[] {Float.POSITIVE_INFINITY}));
        assertThat(Histogram.of(equal, 5).top()).isEqualTo(2);
        assertThat(Histogram.of(none, 5).top()).isEqualTo(1);
        assertThat(none.at(1).escapes().value()).isNaN();
    }

    @Test
    void histogramAndCurvesByHand() {
        Histogram h = Histogram.of(BOARD, 5);
        assertThat(h.good()).containsExactly(2, 2, 2, 2, 1);
        assertThat(h.defects()).containsExactly(0, 0, 0, 2, 3);
        List<Curves.Point> roc = Curves.roc(Scoreboard.of(new float[] {1, 2}, new float[] {2, 3}), 10);
        assertThat(roc)
                .containsExactly(
                        new Curves.Point(0, 0, Double.POSITIVE_INFINITY),
                        new Curves.Point(0, 0.5, 3),
                        new Curves.Point(0.5, 1, 2),
                        new Curves.Point(1, 1, 1));
        assertThat(Curves.roc(BOARD, 4)).hasSize(4);
    }

    private static void fault(FaultCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(code));
    }

    private static float[] draw(Random random, int n, int values, int shift) {
        float[] s = new float[n];
        for (int i = 0; i < n; i++) {
            s[i] = random.nextInt(values) + shift;
        }
        return s;
    }
}
