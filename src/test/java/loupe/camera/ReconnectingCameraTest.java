package loupe.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import loupe.camera.ReconnectingCamera.Backoff;
import loupe.domain.Camera;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import org.junit.jupiter.api.Test;

class ReconnectingCameraTest {
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(1), Duration.ofMillis(4));

    /** A USB camera as it would be: delivers what it was told, then is unplugged. */
    private static final class Fake implements Camera {
        private final Deque<Long> ids;
        private boolean closed;

        Fake(Long... ids) {
            this.ids = new ArrayDeque<>(List.of(ids));
        }

        @Override
        public Optional<Frame> grab() {
            if (ids.isEmpty()) {
                throw new InspectionFault(FaultCode.CAM_02, "fake");
            }
            long id = ids.pop();
            if (id == 0) {
                throw new InspectionFault(FaultCode.IMG_01, "fake", "noise");
            }
            return Optional.of(new Frame(id, "fake", Instant.EPOCH, Image.NONE));
        }

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public Cadence cadence() {
            return Cadence.FREE_RUNNING;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void numbersGoOnOverALossAndGapsStay() {
        Fake first = new Fake(1L, 4L);
        Deque<Supplier<Camera>> openers = new ArrayDeque<>(List.of(
                () -> first,
                () -> {
                    throw new InspectionFault(FaultCode.CAM_01, "fake", "no such device");
                },
                () -> new Fake(2L)));
        try (Camera camera = new ReconnectingCamera("line", () -> openers.pop().get(), QUICK)) {
            assertThat(camera.grab().orElseThrow().id()).isEqualTo(1);
            assertThat(camera.grab().orElseThrow().id()).isEqualTo(4);
            assertThat(Grabbing.fault(camera)).isEqualTo(FaultCode.CAM_02);
            assertThat(first.closed).isTrue();
            assertThat(Grabbing.fault(camera)).isEqualTo(FaultCode.CAM_01);
            Frame back = camera.grab().orElseThrow();
            assertThat(back.id()).isEqualTo(6);
            assertThat(back.camera()).isEqualTo("line");
        }
    }

    @Test
    void aBadPictureKeepsTheConnection() {
        AtomicInteger opened = new AtomicInteger();
        Supplier<Camera> opener = () -> {
            opened.incrementAndGet();
            return new Fake(1L, 0L, 2L);
        };
        try (Camera camera = new ReconnectingCamera("line", opener, QUICK)) {
            assertThat(camera.grab()).isPresent();
            assertThat(Grabbing.fault(camera)).isEqualTo(FaultCode.IMG_01);
            assertThat(camera.grab()).isPresent();
            assertThat(opened).hasValue(1);
        }
    }

    @Test
    void theBackoffDoublesUpToItsLimit() {
        assertThat(List.of(1, 2, 3, 5, 6, 1000))
                .extracting(n -> Backoff.DEFAULT.after(n).toMillis())
                .containsExactly(500L, 1000L, 2000L, 8000L, 10_000L, 10_000L);
    }

    @Test
    void closeEndsTheBackoff() throws Exception {
        Backoff hour = new Backoff(Duration.ofHours(1), Duration.ofHours(1));
        Camera camera = new ReconnectingCamera("line", Fake::new, hour);
        assertThat(Grabbing.fault(camera)).isEqualTo(FaultCode.CAM_02);
        Grabbing.closeWhileGrabbing(camera);
    }

    @Test
    void aMissingUsbCameraIsReportedAndAskedForAgain() {
        try (Camera camera = Cameras.open("usb:97")) {
            assertThat(camera.name()).isEqualTo("usb:97");
            assertThat(Grabbing.caught(camera)).hasMessageStartingWith("CAM-01").hasMessageContaining("no such device");
            assertThat(Grabbing.fault(camera)).isEqualTo(FaultCode.CAM_01);
        }
        try (Camera camera = Cameras.open("usb:/dev/v4l/by-id/usb-Nobody_Camera-video-index0")) {
            assertThat(Grabbing.fault(camera)).isEqualTo(FaultCode.CAM_01);
        }
        try (Camera camera = Cameras.open("usb:/dev/null")) {
            assertThat(Grabbing.fault(camera)).isEqualTo(FaultCode.CAM_01);
        }
        Grabbing.assertNoReader();
    }

    @Test
    void theDemoLineIsASourceLikeAnyOther() {
        try (Camera camera = Cameras.open("demo:?rate=0&seed=3")) {
            assertThat(camera.grab().orElseThrow().image().width()).isEqualTo(640);
        }
    }
}
