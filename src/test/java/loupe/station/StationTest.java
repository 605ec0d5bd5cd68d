package loupe.station;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import loupe.Await;
import loupe.domain.AnomalyMap;
import loupe.domain.Calibration;
import loupe.domain.Camera;
import loupe.domain.DecisionRule;
import loupe.domain.Detector;
import loupe.domain.DetectorInfo;
import loupe.domain.DisplayScale;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Outcome;
import loupe.domain.PixelOrder;
import loupe.domain.Prediction;
import loupe.domain.Recipe;
import loupe.domain.ScoreSource;
import loupe.domain.Tiling;
import loupe.domain.Timings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Order, drop policy, pause, swap, outage, fault, and that nothing is left behind. */
@Timeout(20)
class StationTest {
    private final List<Inspection> seen = Collections.synchronizedList(new ArrayList<>());
    private final List<StationState> states = Collections.synchronizedList(new ArrayList<>());

    @Test
    void everyTriggeredPartIsInspectedInOrder() throws InterruptedException {
        ScriptedCamera camera = new ScriptedCamera(Camera.Cadence.TRIGGERED);
        for (int i = 1; i <= 50; i++) {
            camera.frame(i);
        }
        camera.end();
        Station station = station(camera, new FakeDetector(), seen::add);
        station.start();
        station.awaitEnd();
        assertThat(seen).extracting(i -> i.frame().id()).isSorted().hasSize(50).doesNotHaveDuplicates();
        StationStats stats = station.stats();
        assertThat(stats.offered()).isEqualTo(50).isEqualTo(stats.inspected() + stats.skipped());
        assertThat(stats.skipped()).isZero();
        assertThat(states)
                .containsExactly(StationState.STARTING, StationState.RUNNING, StationState.STOPPING, StationState.IDLE);
    }

    @Test
    void freeRunningVideoKeepsTheNewestAndCountsTheRest() throws InterruptedException {
        ScriptedCamera camera = new ScriptedCamera(Camera.Cadence.FREE_RUNNING);
        CountDownLatch inspecting = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Station station = station(camera, new FakeDetector(), i -> {
            seen.add(i);
            inspecting.countDown();
            await(goOn);
        });
        camera.frame(1);
        station.start();
        await(inspecting);
        for (int i = 2; i <= 10; i++) {
            camera.frame(i);
        }
        camera.end();
        await(() -> camera.drained);
        goOn.countDown();
        station.awaitEnd();
        assertThat(seen).extracting(i -> i.frame().id()).containsExactly(1L, 10L);
        assertThat(station.stats().skipped()).isEqualTo(8);
        assertThat(station.stats().offered()).isEqualTo(10);
    }

    @Test
    void framesThatTheCameraSkippedAreCounted() throws InterruptedException {
        ScriptedCamera camera = new ScriptedCamera(Camera.Cadence.TRIGGERED);
        camera.frame(1);
        camera.frame(5);
        camera.end();
        Station station = station(camera, new FakeDetector(), seen::add);
        station.start();
        station.awaitEnd();
        assertThat(station.stats().offered()).isEqualTo(5);
        assertThat(station.stats().skipped()).isEqualTo(3);
    }

    @Test
    void anOutageIsOneErrorAndTheLineGoesOn() throws InterruptedException {
        ScriptedCamera camera = new ScriptedCamera(Camera.Cadence.TRIGGERED);
        camera.frame(1);
        camera.fault(FaultCode.CAM_02);
        camera.fault(FaultCode.CAM_02);
        camera.frame(2);
        camera.end();
        Station station = station(camera, new FakeDetector(), seen::add);
        station.start();
        station.awaitEnd();
        assertThat(seen).extracting(Inspection::outcome).containsExactly(Outcome.PASS, Outcome.ERROR, Outcome.PASS);
        assertThat(seen.get(1).verdict().fault()).contains(FaultCode.CAM_02);
        assertThat(seen.get(1).frame().image().isEmpty()).isTrue();
        assertThat(station.stats().outages()).isEqualTo(1);
        assertThat(station.stats().inspected()).isEqualTo(2);
    }

    @Test
    void anOutageIsNeverReplacedByTheNextPicture() throws InterruptedException {
        ScriptedCamera camera = new ScriptedCamera(Camera.Cadence.FREE_RUNNING);
        CountDownLatch inspecting = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Station station = station(camera, new FakeDetector(), i -> {
            seen.add(i);
            inspecting.countDown();
            await(goOn);
        });
        camera.frame(1);
        station.start();
        await(inspecting);
        camera.fault(FaultCode.CAM_02);
        camera.frame(2);
        camera.frame(3);
        camera.end();
        await(() -> camera.drained);
        goOn.countDown();
        station.awaitEnd();
        assertThat(seen).extracting(Inspection::outcome).containsExactly(Outcome.PASS, Outcome.ERROR, Outcome.PASS);
        assertThat(seen.get(2).frame().id()).isEqualTo(3);
        StationStats stats = station.stats();
        assertThat(stats.skipped()).isEqualTo(1);
        assertThat(stats.offered()).isEqualTo(3).isEqualTo(stats.inspected() + stats.skipped());
    }

    @Test
    void framesSkippedBeforeTheFirstAreCounted() throws InterruptedException {
        ScriptedCamera camera = new ScriptedCamera(Camera.Cadence.FREE_RUNNING);
        camera.frame(3);
        camera.end();
        Station station = station(camera, new FakeDetector(), seen::add);
        station.start();
        station.awaitEnd();
        assertThat(station.stats().offered()).isEqualTo(3);
        assertThat(station.stats().skipped()).isEqualTo(2);
    }

    @Test
    void framesThatAFaultLeftBehindAreCounted() throws InterruptedException {
        ScriptedCamera camera = new ScriptedCamera(Camera.Cadence.TRIGGERED);
        CountDownLatch goOn = new CountDownLatch(1);
        Station station = station(camera, new FakeDetector(), i -> {
            await(goOn);
            throw new InspectionFault(FaultCode.TRC_03, "test");
        });
        for (int i = 1; i <= 9; i++) {
            camera.frame(i);
        }
        station.start();
        await(() -> station.stats().offered() == 6); // one in the sink, four in the mailbox, one in the camera's hand
        goOn.countDown();
        station.awaitEnd();
        StationStats stats = station.stats();
        assertThat(stats.inspected()).isEqualTo(1);
        assertThat(stats.offered()).isEqualTo(stats.inspected() + stats.skipped());
        assertThat(stats.queued()).isZero();
    }

    @Test
    void anErrorOfTheMachineIsAFaultAndNotAnEnd() throws InterruptedException {
        ScriptedCamera camera = new ScriptedCamera(Camera.Cadence.TRIGGERED);
        camera.frame(1);
        camera.script.add(new LinkageError("camera"));
        Station first = station(camera, new FakeDetector(), seen::add);
        first.start();
        first.awaitEnd();
        assertThat(first.state()).isEqualTo(StationState.FAULT);
        ScriptedCamera fine = new ScriptedCamera(Camera.Cadence.TRIGGERED);
        fine.frame(1);
        Station second = station(fine, new FakeDetector(), i -> {
            throw new LinkageError("sink");
        });
        second.start();
        second.awaitEnd();
        assertThat(second.state()).isEqualTo(StationState.FAULT);
        assertThat(second.fault()).map(InspectionFault::code).contains(FaultCode.SYS_02);
    }

    @Test
    void anErrorOfTheMachineInTheDetectorLeavesARowOfThePart() throws InterruptedException {
        ScriptedCamera camera = new ScriptedCamera(Camera.Cadence.TRIGGERED);
        camera.frame(1);
        camera.frame(2);
        camera.end();
        FakeDetector broken = new FakeDetector() {
            @Override
            public Prediction predict(Image image) {
                throw new LinkageError("detector");
            }
        };
        Station station = station(camera, broken, seen::add);
        station.start();
        station.awaitEnd();
        assertThat(station.fault()).map(InspectionFault::code).contains(FaultCode.SYS_02);
        assertThat(seen).singleElement().satisfies(part -> {
            assertThat(part.frame().id()).isEqualTo(1);
            assertThat(part.verdict().fault()).contains(FaultCode.SYS_02);
        });
        StationStats stats = station.stats();
        assertThat(stats.offered()).isEqualTo(stats.inspected() + stats.skipped());
    }

    @Test
    void aRecipeThatComesAfterTheEndIsClosed() throws InterruptedException {
        ScriptedCamera camera = new ScriptedCamera(Camera.Cadence.TRIGGERED);
        camera.end();
        Station station = station(camera, new FakeDetector(), seen::add);
        station.start();
        station.awaitEnd();
        FakeDetector late = new FakeDetector();
        station.swap(new Inspector(recipe(2), late, Clock.systemUTC()));
        assertThat(late.closed).isTrue();
    }

    @Test
    void pauseHoldsTheCameraAndStepLetsOnePartThrough() {
        ScriptedCamera camera = new ScriptedCamera(Camera.Cadence.TRIGGERED);
        Station station = station(camera, new FakeDetector(), seen::add);
        station.start();
        camera.frame(1);
        await(() -> seen.size() == 1);
        station.pause();
        camera.frame(2); // the grab that was already waiting when pause came
        await(() -> seen.size() == 2);
        camera.frame(3);
        camera.frame(4);
        assertThat(station.state()).isEqualTo(StationState.PAUSED);
        assertThat(station.stats().offered()).isEqualTo(2);
        station.step();
        await(() -> seen.size() == 3);
        station.resume();
        await(() -> seen.size() == 4);
        station.close();
        assertThat(station.state()).isEqualTo(StationState.IDLE);
    }

    @Test
    void stepsThatWereNotTakenEndWithThePause() {
        ScriptedCamera camera = new ScriptedCamera(Camera.Cadence.TRIGGERED);
        Station station = station(camera, new FakeDetector(), seen::add);
        station.start();
        station.pause();
        for (int i = 0; i < 5; i++) {
            station.step();
        }
        station.resume();
        station.pause();
        for (int i = 1; i <= 4; i++) {
            camera.frame(i);
        }
        station.step();
        await(() -> seen.size() >= 1);
        station.close();
        assertThat(seen).hasSizeLessThanOrEqualTo(2); // the grab that was already waiting, and the one step
    }

    @Test
    void aRecipeIsSwappedBetweenTwoFramesAndTheOldDetectorIsClosed() {
        ScriptedCamera camera = new ScriptedCamera(Camera.Cadence.TRIGGERED);
        FakeDetector first = new FakeDetector();
        FakeDetector second = new FakeDetector();
        Station station = station(camera, first, seen::add);
        station.start();
        camera.frame(1);
        await(() -> seen.size() == 1);
        station.swap(new Inspector(recipe(2), second, Clock.systemUTC()));
        camera.frame(2);
        await(() -> seen.size() == 2);
        assertThat(seen).extracting(i -> i.recipe().version()).containsExactly(1, 2);
        assertThat(first.closed).isTrue();
        assertThat(second.closed).isFalse();
        station.close();
        assertThat(second.closed).isTrue();
    }

    @Test
    void aFaultStopsTheStationAndStaysVisible() {
        ScriptedCamera camera = new ScriptedCamera(Camera.Cadence.TRIGGERED);
        FakeDetector detector = new FakeDetector();
        Station station = station(camera, detector, seen::add);
        station.start();
        station.fail(new InspectionFault(FaultCode.TRC_02, "/data"));
        await(() -> detector.closed);
        assertThat(station.state()).isEqualTo(StationState.FAULT);
        assertThat(station.fault()).map(InspectionFault::code).contains(FaultCode.TRC_02);
        station.close();
        assertThat(station.state()).isEqualTo(StationState.FAULT);
    }

    @Test
    void aSinkThatFailsStopsTheStation() throws InterruptedException {
        ScriptedCamera camera = new ScriptedCamera(Camera.Cadence.TRIGGERED);
        camera.frame(1);
        Station station = station(camera, new FakeDetector(), i -> {
            throw new InspectionFault(FaultCode.TRC_03, "test");
        });
        station.start();
        station.awaitEnd();
        assertThat(station.state()).isEqualTo(StationState.FAULT);
        assertThat(station.fault()).map(InspectionFault::code).contains(FaultCode.TRC_03);
    }

    @Test
    void whatCouldNotBeJudgedIsLoggedOnce() throws InterruptedException {
        Logger log = (Logger) LoggerFactory.getLogger(Station.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        try {
            ScriptedCamera camera = new ScriptedCamera(Camera.Cadence.TRIGGERED);
            for (int i = 1; i <= 4; i++) {
                camera.frame(i);
            }
            camera.end();
            FakeDetector broken = new FakeDetector() {
                @Override
                public Prediction predict(Image image) {
                    throw new InspectionFault(FaultCode.MOD_06);
                }
            };
            Station station = station(camera, broken, seen::add);
            station.start();
            station.awaitEnd();
        } finally {
            log.detachAppender(lines);
        }
        assertThat(seen)
                .extracting(Inspection::outcome)
                .containsOnly(Outcome.ERROR)
                .hasSize(4);
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .contains(seen.get(0).id(), seen.get(0).faultText());
    }

    /** Ten thousand tiles of a slow model would take minutes. */
    @Test
    void aLongInspectionIsGivenUpAtTheEndAndCounted() {
        ScriptedCamera camera = new ScriptedCamera(Camera.Cadence.TRIGGERED);
        CountDownLatch looking = new CountDownLatch(1);
        FakeDetector slow = new FakeDetector() {
            @Override
            public Prediction predict(Image image) {
                looking.countDown();
                LockSupport.parkNanos(10_000_000);
                return super.predict(image);
            }
        };
        Recipe tiled = recipe(1).withView(Optional.empty(), Optional.of(new Tiling(16, 16, 0)));
        Station station = new Station(
                camera, new Inspector(tiled, slow, Clock.systemUTC()), seen::add, states::add, Clock.systemUTC());
        Image large = new Image(1600, 1600, PixelOrder.GRAY8, new byte[1600 * 1600]);
        camera.script.add(new Frame(1, "test", Instant.EPOCH, large));
        camera.script.add(new Frame(2, "test", Instant.EPOCH, large));
        station.start();
        await(looking);
        await(() -> station.stats().offered() == 2);
        station.close(50);
        assertThat(slow.closed).isTrue();
        assertThat(seen).isEmpty();
        assertThat(station.stats().skipped()).isEqualTo(2);
        assertThat(station.stats().offered()).isEqualTo(2);
    }

    @Test
    void closeLeavesNoThread() {
        ScriptedCamera camera = new ScriptedCamera(Camera.Cadence.TRIGGERED);
        Station station = station(camera, new FakeDetector(), seen::add);
        station.start();
        camera.frame(1);
        await(() -> seen.size() == 1);
        station.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("camera", "inspect");
    }

    private Station station(Camera camera, Detector detector, Consumer<Inspection> sink) {
        Inspector inspector = new Inspector(recipe(1), detector, Clock.systemUTC());
        return new Station(camera, inspector, sink, states::add, Clock.systemUTC());
    }

    private static Recipe recipe(int version) {
        return new Recipe(
                "test",
                version,
                "Test",
                "test:",
                Optional.empty(),
                "0".repeat(64),
                new DecisionRule(1, 2, 1, 0, ScoreSource.MODEL),
                new DisplayScale(0, 1),
                Calibration.GOOD_PARTS_ONLY,
                Instant.EPOCH);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        Await.until(condition, Duration.ofSeconds(10));
    }

    private static class FakeDetector implements Detector {
        private volatile boolean closed;

        @Override
        public Prediction predict(Image image) {
            return new Prediction(0.5f, new AnomalyMap(1, 1, new float[] {0.5f}, image.bounds()), Timings.ZERO);
        }

        @Override
        public DetectorInfo info() {
            return new DetectorInfo("0".repeat(64), 1, "CPU", "test", 1, 1, Map.of());
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Gives what the test puts in, in order, and blocks in between like a real camera. */
    private static final class ScriptedCamera implements Camera {
        private final LinkedBlockingQueue<Object> script = new LinkedBlockingQueue<>();
        private final AtomicBoolean closed = new AtomicBoolean();
        private final Cadence cadence;
        private volatile boolean drained;

        ScriptedCamera(Cadence cadence) {
            this.cadence = cadence;
        }

        void frame(long id) {
            script.add(new Frame(id, "test", Instant.EPOCH, new Image(1, 1, PixelOrder.GRAY8, new byte[1])));
        }

        void fault(FaultCode code) {
            script.add(new InspectionFault(code, "test"));
        }

        void end() {
            script.add("end");
        }

        @Override
        public Optional<Frame> grab() {
            try {
                Object item = script.take();
                if (item instanceof InspectionFault fault) {
                    throw fault;
                }
                if (item instanceof Error error) {
                    throw error;
                }
                drained = !(item instanceof Frame);
                return item instanceof Frame frame ? Optional.of(frame) : Optional.empty();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public String name() {
            return "test";
        }

        @Override
        public Cadence cadence() {
            return cadence;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                end();
            }
        }
    }
}
