package loupe.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import loupe.Await;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.Detector;
import loupe.domain.DetectorInfo;
import loupe.domain.DisplayScale;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Prediction;
import loupe.domain.Recipe;
import loupe.domain.ScoreSource;
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
