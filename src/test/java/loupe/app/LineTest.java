package loupe.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
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
import loupe.domain.PixelOrder;
import loupe.domain.Prediction;
import loupe.domain.Recipe;
import loupe.domain.ScoreSource;
import loupe.domain.Timings;
import loupe.station.StationState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LineTest {
    @Test
    void aCameraThatBreaksWhileItIsMadeLeavesNoDetectorOpen() {
        AtomicBoolean closed = new AtomicBoolean();
        Detector detector = new Detector() {
            @Override
            public Prediction predict(Image image) {
                throw new UnsupportedOperationException();
            }

            @Override
            public DetectorInfo info() {
                return new DetectorInfo("", 0, "CPU", "test", 0, 0, Map.of());
            }

            @Override
            public void close() {
                closed.set(true);
            }
        };
        try (Line line = new Line(
                source -> {
                    throw new LinkageError("no library");
                },
                recipe -> new Inspector(recipe, detector, Clock.systemUTC()),
                inspection -> {},
                Runnable::run,
                Clock.systemUTC())) {
            line.start(recipe(), "demo:");
            Await.until(() -> line.state() == StationState.FAULT, Duration.ofSeconds(10));
            assertThat(line.fault()).map(InspectionFault::code).contains(FaultCode.SYS_02);
            assertThat(closed).isTrue();
        }
    }

    /** The verdicts are recorded with it, so the recipe itself must say so. */
    @Test
    void onAnotherCameraARecipeIsUncalibratedUntilItComesBack() throws InterruptedException {
        List<Inspection> journal = new CopyOnWriteArrayList<>();
        try (Line line = new Line(
                OneFrame::new,
                recipe -> new Inspector(recipe, new Zero(), Clock.systemUTC()),
                journal::add,
                Runnable::run,
                Clock.systemUTC())) {
            line.start(recipe(), "usb:0?exposure=-6");
            line.awaitEnd();
            assertThat(line.recipe()).map(Recipe::calibration).contains(Calibration.UNCALIBRATED);
            assertThat(line.recipe()).map(Recipe::source).contains("usb:0?exposure=-6.0");
            assertThat(journal)
                    .singleElement()
                    .satisfies(p -> assertThat(p.recipe().calibration()).isEqualTo(Calibration.UNCALIBRATED));
            line.restart("demo:?rate=7");
            line.awaitEnd();
            assertThat(line.recipe()).as("its own camera again").contains(recipe());
            assertThat(journal).hasSize(2);
            assertThat(journal.get(1).recipe().calibration()).isEqualTo(Calibration.GOOD_PARTS_ONLY);
        }
    }

    /** A fault is for a person to look at: a change that waited meanwhile must not start the line over it. */
    @Test
    void aChangeThatWaitedDoesNotRestartALineThatWasStoppedByAFault() {
        Deque<Runnable> orders = new ConcurrentLinkedDeque<>();
        Line line = running(orders);
        line.swap(named("other"), "demo:");
        line.fail(new InspectionFault(FaultCode.TRC_02, "disk"));
        carryOut(orders);
        assertThat(line.state()).isEqualTo(StationState.FAULT);
        assertThat(line.fault()).map(InspectionFault::code).contains(FaultCode.TRC_02);
        assertThat(line.recipe()).map(Recipe::id).as("for the next start").contains("other");
        line.restart("demo:");
        carryOut(orders);
        assertThat(line.state()).isEqualTo(StationState.RUNNING);
        assertThat(line.recipe()).map(Recipe::id).contains("other");
        end(line, orders);
    }

    @Test
    void aStopBehindAChangeStopsWhateverTheChangeStarted() {
        Deque<Runnable> orders = new ConcurrentLinkedDeque<>();
        Line line = running(orders);
        end(line, orders);
        line.swap(named("other"), "demo:");
        end(line, orders);
        assertThat(line.state()).isEqualTo(StationState.IDLE);
        line.swap(named("other"), "demo:");
        carryOut(orders);
        assertThat(line.state()).as("where no line runs a change starts one").isEqualTo(StationState.RUNNING);
        end(line, orders);
    }

    @Test
    void aNewVersionStartsNoLineAndIsUsedAtTheNextStart() {
        Deque<Runnable> orders = new ConcurrentLinkedDeque<>();
        Line line = running(orders);
        line.renew(recipe().withVersion(2, Instant.EPOCH));
        carryOut(orders);
        assertThat(line.state()).isEqualTo(StationState.RUNNING);
        assertThat(line.recipe()).map(Recipe::version).contains(2);
        end(line, orders);
        line.renew(recipe().withVersion(3, Instant.EPOCH));
        carryOut(orders);
        assertThat(line.state()).isEqualTo(StationState.IDLE);
        line.restart("demo:");
        carryOut(orders);
        assertThat(line.recipe()).map(Recipe::version).contains(3);
        end(line, orders);
    }

    private static Line running(Deque<Runnable> orders) {
        Line line = new Line(
                Endless::new,
                recipe -> new Inspector(recipe, new Zero(), Clock.systemUTC()),
                inspection -> {},
                orders::add,
                Clock.systemUTC());
        line.start(recipe(), "demo:");
        carryOut(orders);
        assertThat(line.state()).isEqualTo(StationState.RUNNING);
        return line;
    }

    private static void carryOut(Deque<Runnable> orders) {
        while (!orders.isEmpty()) {
            orders.remove().run();
        }
    }

    private static void end(Line line, Deque<Runnable> orders) {
        line.stop();
        carryOut(orders);
        assertThat(line.state()).isEqualTo(StationState.IDLE);
    }

    /** Gives no picture until it is closed. */
    private record Endless(String name, CountDownLatch closed) implements Camera {
        Endless(String address) {
            this(address, new CountDownLatch(1));
        }

        @Override
        public Optional<Frame> grab() {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        }

        @Override
        public Cadence cadence() {
            return Cadence.TRIGGERED;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private static final class Zero implements Detector {
        @Override
        public Prediction predict(Image image) {
            return new Prediction(0, new AnomalyMap(1, 1, new float[1], image.bounds()), Timings.ZERO);
        }

        @Override
        public DetectorInfo info() {
            return new DetectorInfo("", 0, "CPU", "test", 0, 0, Map.of());
        }

        @Override
        public void close() {}
    }

    private static final class OneFrame implements Camera {
        private final String address;
        private boolean given;

        OneFrame(String address) {
            this.address = address;
        }

        @Override
        public Optional<Frame> grab() {
            boolean first = !given;
            given = true;
            Image image = new Image(2, 2, PixelOrder.GRAY8, new byte[4]);
            return first ? Optional.of(new Frame(1, address, Instant.EPOCH, image)) : Optional.empty();
        }

        @Override
        public String name() {
            return address;
        }

        @Override
        public Cadence cadence() {
            return Cadence.TRIGGERED;
        }

        @Override
        public void close() {}
    }

    private static Recipe recipe() {
        return named("r");
    }

    private static Recipe named(String id) {
        return new Recipe(
                id,
                1,
                "R",
                "demo:",
                Optional.empty(),
                "0",
                new DecisionRule(1, 2, 1, 0, ScoreSource.MODEL),
                new DisplayScale(0, 1),
                Calibration.GOOD_PARTS_ONLY,
                Instant.EPOCH);
    }
}
