package loupe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.SampleSet;
import loupe.domain.SampleSet.Sample;
import org.junit.jupiter.api.Test;

class TrialRoundTest {
    private static final List<Path> GOOD = List.of(Path.of("g1"), Path.of("g2"));

    /** Ten good images, ten cracks (two images a part), five frays. */
    private static List<Sample> test() {
        List<Sample> test = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            test.add(new Sample(Path.of("good" + i), SampleSet.GOOD, Optional.empty()));
            test.add(new Sample(Path.of("crack" + i), "crack", Optional.empty(), "part" + i / 2));
        }
        for (int i = 0; i < 5; i++) {
            test.add(new Sample(Path.of("fray" + i), "fray", Optional.empty()));
        }
        return test;
    }

    @Test
    void everyImageIsTestedOnceByARoundThatDidNotTeachItsPart() {
        SampleSet set = new SampleSet("set", GOOD, test());
        List<TrialRound> rounds = TrialRound.folds(set, 3);
        assertThat(rounds).hasSize(5);
        assertThat(rounds.stream().flatMap(r -> r.tested().stream())).containsExactlyInAnyOrderElementsOf(set.test());
        for (TrialRound round : rounds) {
            assertThat(round.good()).isEqualTo(GOOD);
            assertThat(round.defects()).hasSize(12);
            assertThat(parts(round.tested())).doesNotContainAnyElementsOf(parts(round.defects()));
        }
        assertThat(TrialRound.folds(set, 3)).isEqualTo(rounds);
        assertThat(TrialRound.folds(set, 4)).isNotEqualTo(rounds);
    }

    @Test
    void withoutTrainingImagesGoodTestImagesAreTaught() {
        SampleSet set = new SampleSet("set", List.of(), test());
        for (TrialRound round : TrialRound.folds(set, 3)) {
            assertThat(round.good()).hasSize(8);
            Set<Path> tested = round.tested().stream().map(Sample::image).collect(Collectors.toSet());
            assertThat(tested).doesNotContainAnyElementsOf(round.good());
        }
        TrialRound half = TrialRound.perType(set, 1, 3).get(0);
        assertThat(half.good()).hasSize(5);
    }

    @Test
    void soManyPartsOfEveryTypeAreTaughtAndTheRestIsTested() {
        TrialRound round =
                TrialRound.perType(new SampleSet("set", GOOD, test()), 2, 1).get(0);
        assertThat(round.defects()).filteredOn(s -> s.type().equals("crack")).hasSize(4);
        assertThat(round.defects()).filteredOn(s -> s.type().equals("fray")).hasSize(2);
        assertThat(round.tested()).hasSize(25 - 6);
        assertThat(parts(round.tested())).doesNotContainAnyElementsOf(parts(round.defects()));
        TrialRound all =
                TrialRound.perType(new SampleSet("set", GOOD, test()), 99, 1).get(0);
        assertThat(all.tested()).hasSize(10).noneMatch(Sample::isDefect);
    }

    @Test
    void tooFewToDivideIsRefused() {
        SampleSet set = new SampleSet("set", GOOD, test().subList(0, 4));
        assertThatThrownBy(() -> TrialRound.folds(set, 1))
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(FaultCode.TEA_03));
    }

    @Test
    void ofPartsThatAPersonHasEveryFifthGoodOneAndTheLargerHalfOfEveryTypeIsTested() {
        List<Path> good = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            good.add(Path.of("g" + i));
        }
        List<Sample> defects = test().stream().filter(Sample::isDefect).toList();
        TrialRound round = TrialRound.ofParts(good, defects, 3);
        assertThat(round.good()).hasSize(8).doesNotContain(Path.of("g0"), Path.of("g5"), Path.of("g10"));
        assertThat(round.tested().stream().filter(s -> !s.isDefect())).hasSize(3);
        assertThat(round.tested().stream().filter(s -> s.type().equals("fray"))).hasSize(3);
        assertThat(round.defects().stream().filter(s -> s.type().equals("fray")))
                .hasSize(2);
        assertThat(parts(round.tested())).doesNotContainAnyElementsOf(parts(round.defects()));
        assertThat(round.material().defects().size()).isEqualTo(round.defects().size());
    }

    @Test
    void aSharedRoundLeavesHalfOfASmallTypeToBeTested() {
        TrialRound round = TrialRound.shared(new SampleSet("set", GOOD, test()), 3, 3);
        assertThat(round.defects().stream().filter(s -> s.type().equals("fray")))
                .hasSize(2);
        assertThat(round.defects().stream().filter(s -> s.type().equals("crack")))
                .hasSize(4); // two images a part
        assertThat(round.tested()).hasSize(25 - 6);
    }

    private static Set<String> parts(List<Sample> samples) {
        return samples.stream().map(Sample::part).collect(Collectors.toCollection(HashSet::new));
    }
}
