package loupe.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
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
        return new Recipe(
                "r",
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
