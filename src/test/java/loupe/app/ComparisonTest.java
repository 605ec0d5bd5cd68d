package loupe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import loupe.NeedsPyTorch;
import loupe.app.Comparison.Job;
import loupe.app.ComparisonRow.Figures;
import loupe.camera.demo.DemoDataset;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.domain.SampleSet;
import loupe.domain.SampleSet.Sample;
import loupe.samples.SampleFolders;
import loupe.train.Taught;
import loupe.train.npad.NpadSums;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several methods on the same pictures. */
@Tag("slow")
class ComparisonTest {
    private static final TeachingPlan PLAN = new TeachingPlan(
            Optional.of("filterbank"), OptionalInt.of(128), 1, false, Optional.empty(), GradientPlan.DEFAULT);
    private static final Candidate NPAD = Candidate.of(Method.NPAD, PLAN);
    private static final Candidate TRANSFER = Candidate.of(Method.TRANSFER, PLAN);

    @TempDir
    private Path temp;

    private SampleSet parts;

    @BeforeEach
    void drawParts() {
        DemoDataset.write(temp.resolve("parts"), 15, 5, 2, 3, Progress.NONE);
        parts = SampleFolders.read(temp.resolve("parts"));
    }

    @Test
    void withoutDefectsPaintedOnesAreMeasuredAndOneFailureDoesNotStopTheOthers() {
        Job job = job(List.of(TRANSFER, NPAD), List.of());
        Told told = new Told();
        List<ComparisonRow> rows = Comparison.run(job, told, told);
        assertThat(job.isPainted()).isTrue();
        assertThat(told.rows).isEqualTo(rows).hasSize(2);
        assertThat(rows.get(0).figures()).isEmpty();
        assertThat(rows.get(0).fault().orElseThrow().code().id()).startsWith("TEA-");
        Figures figures = rows.get(1).figures().orElseThrow();
        assertThat(figures.good()).isEqualTo(3);
        assertThat(figures.defects()).isEqualTo(21);
        assertThat(figures.imageAuroc().orElseThrow()).isGreaterThan(0.6);
        assertThat(figures.auPro()).isPresent();
        assertThat(figures.msP50().orElseThrow()).isPositive();
        assertThat(figures.modelBytes()).isPositive();
        Instant later = Instant.now().plus(Trainings.KEPT).plusSeconds(1);
        new Trainings(temp, Clock.fixed(later, ZoneOffset.UTC)).tidy();
        assertThat(job.folder()).as("forgotten").doesNotExist();
        assertThat(parts.training()).as("what was taught from").allMatch(Files::exists);
    }

    /** The file system is the memory: the same job again teaches nothing, and gives the same model and figures. */
    @Test
    void whatWasTaughtIsNotTaughtAgain() throws IOException {
        Job job = job(List.of(NPAD, TRANSFER), defects());
        assertThat(job.isPainted()).isFalse();
        List<ComparisonRow> rows = Comparison.run(job, new Told(), Progress.NONE);
        assertThat(rows).allSatisfy(r -> assertThat(r.figures()).isPresent());
        Told again = new Told();
        assertThat(Comparison.run(job(List.of(NPAD, TRANSFER), defects()), again, again))
                .isEqualTo(rows);
        assertThat(again.phases).isEmpty();
        Taught kept = Comparison.taught(job, NPAD);
        Path model = Files.write(temp.resolve("kept.onnx"), kept.onnx());
        kept.beside().accept(model);
        assertThat(NpadSums.read(NpadSums.beside(model), kept.onnx()).images())
                .isEqualTo(job.round().good().size());
        assertThat(kept.heldOutScores()).hasSize(job.round().good().size());
        assertThat(kept.facts()).isNotEmpty();
        Candidate other = Candidate.of(Method.NPAD, PLAN.on("loupe-features-s"));
        Told anew = new Told();
        Comparison.run(job(List.of(other), defects()), anew, anew);
        assertThat(anew.phases).as("another plan").contains("teach.features");
    }

    @Test
    void aCancelledComparisonKeepsWhatItHas() {
        Job job = job(List.of(NPAD, TRANSFER), defects());
        Told told = new Told() {
            @Override
            public boolean isCancelled() {
                return rows.size() == 1;
            }
        };
        assertThatThrownBy(() -> Comparison.run(job, told, told))
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(FaultCode.OPS_01));
        assertThat(told.rows).hasSize(1);
        assertThat(Comparison.taught(job, NPAD).onnx()).isNotEmpty();
        assertThatThrownBy(() -> Comparison.taught(job, TRANSFER)).hasMessageContaining("TEA-08");
    }

    /** What a crash leaves is the same: a checkpoint in the candidate's folder. */
    @Test
    @NeedsPyTorch
    void aTrainingThatWasStoppedGoesOnWhereItWas() {
        GradientPlan g = GradientPlan.DEFAULT;
        TeachingPlan steps =
                PLAN.with(new GradientPlan(OptionalLong.of(12), 1, g.full(), g.corrupted(), Optional.empty(), false));
        Candidate trained = Candidate.of(Method.AUTOENCODER, steps);
        Told first = new Told() {
            @Override
            public boolean isCancelled() {
                return !steps().isEmpty();
            }
        };
        assertThatThrownBy(() -> Comparison.run(job(List.of(trained), defects()), first, first))
                .hasMessageContaining("OPS-01");
        Told second = new Told();
        List<ComparisonRow> rows = Comparison.run(job(List.of(trained), defects()), second, second);
        assertThat(rows.get(0).figures()).isPresent();
        assertThat(second.steps().get(0))
                .isGreaterThan(first.steps().get(first.steps().size() - 1));
        assertThat(temp.resolve("job/autoencoder/training")).doesNotExist();
        Taught kept = Comparison.taught(job(List.of(trained), defects()), trained);
        assertThat(String.valueOf(kept.facts().get("steps"))).isEqualTo("12");
    }

    @Test
    void twoCandidatesOfOneNameAreRefused() {
        assertThatThrownBy(() -> job(List.of(NPAD, NPAD), defects())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Candidate("../x", Method.NPAD, PLAN)).hasMessageContaining("../x");
    }

    private List<Sample> defects() {
        return parts.test().stream().filter(Sample::isDefect).toList();
    }

    private Job job(List<Candidate> candidates, List<Sample> defects) {
        return Job.of(temp.resolve("job"), parts.training(), defects, candidates, 7, Progress.NONE);
    }

    private static class Told implements Comparison.Listener, Progress {
        final List<ComparisonRow> rows = new ArrayList<>();
        final List<String> phases = new ArrayList<>();
        final List<Long> steps = new ArrayList<>();

        List<Long> steps() {
            return steps;
        }

        @Override
        public void detail(Training training) {
            steps.add(training.step());
        }

        @Override
        public void begins(Candidate candidate) {
            assertThat(rows).extracting(ComparisonRow::candidate).doesNotContain(candidate);
        }

        @Override
        public void ends(ComparisonRow row) {
            rows.add(row);
        }

        @Override
        public void update(String phase, long done, long total) {
            phases.add(phase);
        }
    }
}
