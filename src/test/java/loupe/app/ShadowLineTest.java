package loupe.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import loupe.Await;
import loupe.app.ShadowReport.State;
import loupe.config.Home;
import loupe.domain.AnomalyMap;
import loupe.domain.Detector;
import loupe.domain.DetectorInfo;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Prediction;
import loupe.domain.Recipe;
import loupe.domain.Timings;
import loupe.station.StationState;
import loupe.trace.AuditLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A candidate beside the real line: real models, the simulated camera, the journal. */
@Timeout(120)
class ShadowLineTest {
    @TempDir
    Path folder;

    private Workstation station;
    private Recipe strict;
    private Recipe lenient;

    @BeforeEach
    void open() {
        station = Workstation.open(new Home(folder));
        strict = BrightModel.store(station.recipes(), "strict", 0.02);
        lenient = BrightModel.store(station.recipes(), "lenient", 0.999);
        station.settings().update(s -> s.withSource("demo:?rate=25&defects=0.3&seed=7"));
    }

    @AfterEach
    void close() {
        station.close();
    }

    @Test
    void countsListsAndKeepsThePicturesOfDisagreements() {
        station.startLine(lenient);
        station.shadow().start(strict);
        await(() -> station.shadow().report().table().disagreements() >= 5);
        station.shadow().stop();
        await(() -> station.shadow().report().state() == State.OFF);
        ShadowReport report = station.shadow().report();
        assertThat(report.table().onlyFirst())
                .as("good to the line only")
                .isEqualTo(report.table().parts());
        assertThat(report.disagreements()).hasSize((int) report.table().parts());
        ShadowReport.Disagreement one = report.disagreements().get(0);
        assertThat(one.line().outcome().isGood()).isTrue();
        assertThat(one.shadow().outcome().isGood()).isFalse();
        assertThat(one.line().recipe().id()).isEqualTo("lenient");
        assertThat(one.shadow().verdict().score())
                .isEqualTo(one.line().verdict().score());
        assertThat(station.trace().drain(Duration.ofSeconds(30))).isTrue();
        assertThat(station.journal().byId(one.line().id())).hasValueSatisfying(row -> {
            assertThat(row.outcome().isGood())
                    .as("passed parts are not kept by default")
                    .isTrue();
            assertThat(row.stored().image()).as("but this one is").isPresent();
            assertThat(folder.resolve("journal/archive")
                            .resolve(row.stored().image().orElseThrow()))
                    .exists();
        });
    }

    @Test
    void promotionPutsTheCandidateOnTheLineAndIsAudited() {
        station.startLine(lenient);
        station.shadow().start(strict);
        await(() -> station.shadow().report().table().parts() >= 3);
        station.settings().update(s -> s.withOperator("Anna"));
        station.promoteShadow();
        station.promoteShadow();
        await(() -> station.line().recipe().map(Recipe::id).equals(Optional.of("strict")));
        assertThat(station.settings().get().activeRecipe()).isEqualTo("strict");
        assertThat(station.shadow().report().state()).isEqualTo(State.OFF);
        List<AuditLog.Act> acts =
                new AuditLog(folder.resolve("journal/audit.jsonl")).read().acts();
        assertThat(acts).singleElement().satisfies(act -> {
            assertThat(act.act()).isEqualTo("promote");
            assertThat(act.subject()).isEqualTo("strict v1");
            assertThat(act.who()).isEqualTo("Anna");
            assertThat(act.why()).contains("shadow of lenient v1", "disagree", "McNemar p");
        });
    }

    @Test
    void anotherRecipeOnTheLineBeginsAnew() {
        station.startLine(lenient);
        station.shadow().start(strict);
        await(() -> station.shadow().report().table().onlyFirst() >= 2);
        station.swapRecipe(strict);
        await(() -> station.shadow().report().table().neitherGood() >= 2);
        assertThat(station.shadow().report().table().onlyFirst()).isZero();
        assertThat(station.shadow().report().disagreements()).isEmpty();
    }

    /** A shadow that never answers: the line inspects every part and the shadow counts what it did not take. */
    @Test
    void theLineNeverWaitsForAShadowThatHangs() {
        CountDownLatch forever = new CountDownLatch(1);
        List<Inspection> seen = new CopyOnWriteArrayList<>();
        try (ShadowLine hanging = beside(() -> {
            try {
                forever.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 0f;
        })) {
            station.line().addListener(hanging::offer);
            station.line().addListener(seen::add);
            station.startLine(lenient);
            hanging.start(strict);
            await(() -> hanging.report().state() == State.RUNNING);
            int before = seen.size();
            await(() -> seen.size() >= before + 40);
            assertThat(station.line().state()).isEqualTo(StationState.RUNNING);
            assertThat(station.line().stats().skipped()).isZero();
            assertThat(hanging.report().table().parts()).isZero();
            assertThat(hanging.report().dropped()).isBetween(30L, (long) seen.size());
            forever.countDown();
            await(() -> hanging.report().table().parts() > 0);
        }
    }

    @Test
    void aShadowWhoseModelThrowsStopsAndTheLineGoesOn() {
        for (Throwable thrown : List.of(
                new IllegalStateException("broken"),
                new UnsatisfiedLinkError("no library"),
                new InspectionFault(FaultCode.MOD_09, "out of memory"))) {
            List<Inspection> seen = new CopyOnWriteArrayList<>();
            try (ShadowLine broken = beside(() -> {
                throw sneaky(thrown);
            })) {
                station.line().addListener(broken::offer);
                station.line().addListener(seen::add);
                station.startLine(lenient);
                broken.start(strict);
                await(() -> broken.report().fault().isPresent());
                assertThat(broken.report().fault()).map(InspectionFault::code).contains(FaultCode.SHA_01);
                assertThat(broken.report().state()).isEqualTo(State.OFF);
                int before = seen.size();
                await(() -> seen.size() >= before + 10);
                assertThat(station.line().state()).isEqualTo(StationState.RUNNING);
                station.line().removeListener(seen::add);
            }
        }
    }

    @Test
    void aResultThatIsNoNumberIsCountedAsNotGood() {
        try (ShadowLine odd = beside(() -> Float.NaN)) {
            station.line().addListener(odd::offer);
            station.startLine(lenient);
            odd.start(strict);
            await(() -> odd.report().table().onlyFirst() >= 2);
            assertThat(odd.report().fault()).isEmpty();
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException sneaky(Throwable thrown) throws E {
        throw (E) thrown;
    }

    private final ExecutorService work = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        work.shutdownNow();
    }

    private ShadowLine beside(Supplier<Float> score) {
        return new ShadowLine(
                recipe -> new Inspector(recipe, new Scoring(score), Clock.systemUTC()),
                part -> {},
                new AuditLog(folder.resolve("other.jsonl")),
                work,
                Clock.systemUTC());
    }

    private record Scoring(Supplier<Float> score) implements Detector {
        @Override
        public Prediction predict(Image image) {
            return new Prediction(score.get(), new AnomalyMap(1, 1, new float[1], image.bounds()), Timings.ZERO);
        }

        @Override
        public DetectorInfo info() {
            return new DetectorInfo("", 0, "CPU", "test", 0, 0, Map.of());
        }

        @Override
        public void close() {}
    }

    private static void await(BooleanSupplier condition) {
        Await.until(condition, Duration.ofMinutes(1));
    }
}
