package loupe.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import loupe.camera.LiveCamera.Patience;
import loupe.domain.Camera;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import org.junit.jupiter.api.Test;

/** The driver of live sources, with sources that behave as USB drivers do. */
class LiveCameraTest {
    private static final Patience SHORT = new Patience(Duration.ofMillis(50), Duration.ofMillis(50));
    private static final Image PICTURE = new Image(1, 1, PixelOrder.GRAY8, new byte[1]);

    /** Hangs where it is told to until released, deaf to interrupts and to abort, as a driver is. */
    private static final class Driver implements PictureFeed {
        private final CountDownLatch openMay = new CountDownLatch(1);
        private final Semaphore picturesMay = new Semaphore(0);
        private final AtomicInteger closes = new AtomicInteger();

        @Override
        public void open() {
            boolean waiting = true;
            while (waiting) {
                try {
                    openMay.await();
                    waiting = false;
                } catch (InterruptedException e) {
                    waiting = true; // a native call knows no interrupts
                }
            }
        }

        @Override
        public Supplier<Image> next() throws IOException {
            picturesMay.acquireUninterruptibly();
            return () -> PICTURE;
        }

        @Override
        public void abort() {}

        @Override
        public void close() {
            closes.incrementAndGet();
        }
    }

    @Test
    void aDriverThatHangsWhileOpeningIsTooLateAndIsFreedWhenItReturns() {
        Driver driver = new Driver();
        Camera camera = new LiveCamera("usb:0", driver, SHORT);
        assertThat(Grabbing.caught(camera)).hasMessage("CAM-03 The source usb:0 did not answer within 0.05 s.");
        assertThat(Grabbing.fault(camera)).as("stays dead").isEqualTo(FaultCode.CAM_03);
        camera.close();
        assertThat(driver.closes).as("not freed under its feet").hasValue(0);
        driver.openMay.countDown();
        driver.picturesMay.release();
        Grabbing.await(() -> driver.closes.get() == 1);
        Grabbing.assertNoReader();
    }

    @Test
    void aPictureFromBeforeALongPauseIsNotShown() {
        Driver driver = new Driver();
        driver.openMay.countDown();
        driver.picturesMay.release();
        Camera camera = new LiveCamera("usb:0", driver, SHORT);
        assertThat(camera.grab().orElseThrow().id()).isEqualTo(1);
        driver.picturesMay.release();
        Grabbing.await(() -> driver.picturesMay.availablePermits() == 0);
        long arrived = System.nanoTime();
        Grabbing.await(() -> System.nanoTime() - arrived > SHORT.silence().toNanos() * 2);
        assertThat(Grabbing.fault(camera)).as("the old picture is no answer").isEqualTo(FaultCode.CAM_02);
        camera.close();
        driver.picturesMay.release();
        Grabbing.assertNoReader();
    }

    @Test
    void whatIsNeverGrabbedIsNeverOpened() {
        Driver driver = new Driver();
        Camera camera = new LiveCamera("usb:0", driver, SHORT);
        camera.close();
        assertThat(driver.closes).hasValue(1);
        assertThat(camera.grab()).isEmpty();
        Grabbing.assertNoReader();
    }
}
