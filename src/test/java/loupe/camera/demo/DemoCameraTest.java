package loupe.camera.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import loupe.domain.Camera;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import org.junit.jupiter.api.Test;

class DemoCameraTest {
    @Test
    void everyFrameIsAPartWithItsTruth() {
        try (DemoCamera camera = new DemoCamera(new DemoSettings(0, 0.5, 7))) {
            DemoLine line = new DemoLine(7, 0.5);
            for (long id = 1; id <= 6; id++) {
                assertThat(camera.truth(id)).isEmpty();
                Frame frame = camera.grab().orElseThrow();
                DemoPart truth = camera.truth(id).orElseThrow();
                assertThat(frame.id()).isEqualTo(id);
                assertThat(frame.image()).isEqualTo(truth.image());
                assertThat(truth.defectType()).isEqualTo(line.part(id - 1).defectType());
            }
            assertThat(camera.truth(0)).isEmpty();
            assertThat(camera.cadence()).isEqualTo(Camera.Cadence.TRIGGERED);
        }
    }

    @Test
    void keepsItsPaceOnAverage() {
        try (DemoCamera camera = new DemoCamera(new DemoSettings(10, 0, 1))) {
            List<Frame> frames = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                frames.add(camera.grab().orElseThrow());
            }
            Duration taken = Duration.between(frames.get(0).at(), frames.get(5).at());
            assertThat(taken).isGreaterThan(Duration.ofMillis(400));
        }
    }

    @Test
    void closeEndsAWaitingGrab() throws Exception {
        ExecutorService grabber = Executors.newSingleThreadExecutor();
        DemoCamera camera = new DemoCamera(new DemoSettings(0.001, 0, 1));
        try {
            camera.grab();
            CountDownLatch entered = new CountDownLatch(1);
            Future<Optional<Frame>> second = grabber.submit(() -> {
                entered.countDown();
                return camera.grab();
            });
            entered.await();
            camera.close();
            assertThat(second.get(20, TimeUnit.SECONDS)).isEmpty();
            assertThat(camera.grab()).isEmpty();
            camera.close();
        } finally {
            grabber.shutdownNow();
        }
    }

    @Test
    void anotherSeedGivesOtherParts() {
        Image one = new DemoLine(1, 0).part(0).image();
        Image two = new DemoLine(2, 0).part(0).image();
        assertThat(one).isNotEqualTo(two);
    }

    @Test
    void readsItsAddress() {
        assertThat(DemoSettings.parse(Map.of())).isEqualTo(DemoSettings.DEFAULT);
        assertThat(DemoSettings.parse(Map.of("rate", "0", "defects", "1", "seed", "-4")))
                .isEqualTo(new DemoSettings(0, 1, -4));
        for (Map<String, String> bad : List.of(
                Map.of("rate", "fast"),
                Map.of("rate", "-1"),
                Map.of("rate", "NaN"),
                Map.of("defects", "1.5"),
                Map.of("seed", "1.5"),
                Map.of("colour", "red"))) {
            assertThatThrownBy(() -> DemoSettings.parse(bad))
                    .isInstanceOfSatisfying(
                            InspectionFault.class, f -> assertThat(f.code()).isEqualTo(FaultCode.CAM_04));
        }
    }
}
