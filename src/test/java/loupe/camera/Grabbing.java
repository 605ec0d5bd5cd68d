package loupe.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import loupe.domain.Camera;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import loupe.domain.InspectionFault;

/** What tests of cameras do again and again. */
final class Grabbing {
    private Grabbing() {}

    /** The grey of the middle pixel of the next frame. */
    static int grey(Camera camera) {
        return grey(camera.grab().orElseThrow());
    }

    static int grey(Frame frame) {
        byte[] pixels = frame.image().pixels();
        return pixels[pixels.length / 2] & 0xff;
    }

    static FaultCode fault(Camera camera) {
        return caught(camera).code();
    }

    static InspectionFault caught(Camera camera) {
        InspectionFault fault = catchThrowableOfType(InspectionFault.class, camera::grab);
        assertThat(fault).as("a fault instead of a frame").isNotNull();
        return fault;
    }

    /** Closes the camera while another thread is inside grab; both must return soon and leave no reader behind. */
    static void closeWhileGrabbing(Camera camera) throws Exception {
        CompletableFuture<Optional<Frame>> grabbed = new CompletableFuture<>();
        Thread grabber = new Thread(
                () -> {
                    try {
                        Optional<Frame> frame = camera.grab();
                        while (frame.isPresent()) {
                            frame = camera.grab();
                        }
                        grabbed.complete(frame);
                    } catch (InspectionFault e) {
                        grabbed.completeExceptionally(e);
                    }
                },
                "test-grabber");
        grabber.start();
        await(() -> grabber.getState() == Thread.State.TIMED_WAITING || grabber.getState() == Thread.State.WAITING);
        long start = System.nanoTime();
        camera.close();
        assertThat(grabbed.get(2, TimeUnit.SECONDS)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertNoReader();
    }

    static void assertNoReader() {
        await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(t -> t.getName().equals("camera-reader")));
    }

    static void await(java.util.function.BooleanSupplier condition) {
        long limit = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(limit);
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }
}
