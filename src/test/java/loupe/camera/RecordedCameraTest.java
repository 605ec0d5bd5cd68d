package loupe.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import loupe.domain.Camera;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.imaging.ImageCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedCameraTest {
    @TempDir
    private Path folder;

    private Path png(String name, int grey) throws Exception {
        byte[] pixels = new byte[30 * 20];
        Arrays.fill(pixels, (byte) grey);
        return Files.write(folder.resolve(name), ImageCodec.png(new Image(30, 20, PixelOrder.GRAY8, pixels)));
    }

    /** Frame i of a {@link TestVideo}: blue, green and red of its middle pixel. */
    private static void assertColours(Frame frame, int i) {
        assertThat(frame.image().order()).isEqualTo(PixelOrder.BGR8);
        assertThat(frame.image().width()).isEqualTo(TestVideo.WIDTH);
        byte[] p = frame.image().pixels();
        int middle = (TestVideo.HEIGHT / 2 * TestVideo.WIDTH + TestVideo.WIDTH / 2) * 3;
        assertThat(p[middle] & 0xff).as("blue").isCloseTo(10 * i, within(8));
        assertThat(p[middle + 1] & 0xff).as("green").isCloseTo(128, within(8));
        assertThat(p[middle + 2] & 0xff).as("red").isCloseTo(250 - 10 * i, within(8));
    }

    @Test
    void aMotionJpegAviIsReadByBothLibraries() throws Exception {
        Path avi = folder.resolve("Prüf film?.avi");
        TestVideo.mjpegAvi(avi, 12, 30);
        try (Camera camera = Cameras.open("video:" + avi + "?rate=0")) {
            assertThat(camera.cadence()).isEqualTo(Camera.Cadence.TRIGGERED);
            for (int i = 0; i < 12; i++) {
                Frame frame = camera.grab().orElseThrow();
                assertThat(frame.id()).isEqualTo(i + 1);
                assertColours(frame, i);
            }
            assertThat(camera.grab()).isEmpty();
            assertThat(camera.grab()).isEmpty();
        }
        try (VideoReader reader = OpenCvVideo.open(avi).orElseThrow()) {
            assertThat(reader.rate()).isCloseTo(30, within(0.1));
            assertColours(
                    new Frame(1, "", java.time.Instant.EPOCH, reader.next().orElseThrow()), 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"mp4", "matroska", "avi", "mpegts"})
    void compressedVideosAreReadFrameByFrame(String format) throws Exception {
        Path file = folder.resolve("v." + format);
        TestVideo.mpeg4(file, format, 10, 50);
        try (Camera camera = Cameras.open("video:" + file)) {
            assertThat(camera.cadence()).isEqualTo(Camera.Cadence.FREE_RUNNING);
            for (int i = 0; i < 10; i++) {
                assertColours(camera.grab().orElseThrow(), i);
            }
            assertThat(camera.grab()).isEmpty();
        }
    }

    @Test
    void theFilesOwnPaceIsKept() throws Exception {
        Path file = folder.resolve("v.mp4");
        TestVideo.mpeg4(file, "mp4", 6, 20);
        try (Camera camera = Cameras.open("video:" + file)) {
            Frame first = camera.grab().orElseThrow();
            Frame last = first;
            for (Optional<Frame> f = camera.grab(); f.isPresent(); f = camera.grab()) {
                last = f.get();
            }
            assertThat(Duration.between(first.at(), last.at())).isGreaterThan(Duration.ofMillis(225));
        }
    }

    @Test
    void aLoopBeginsAnewAndNumbersGoOn() throws Exception {
        Path file = folder.resolve("v.avi");
        TestVideo.mjpegAvi(file, 3, 30);
        try (Camera camera = Cameras.open("video:" + file + "?loop=true&rate=0")) {
            for (int i = 0; i < 8; i++) {
                Frame frame = camera.grab().orElseThrow();
                assertThat(frame.id()).isEqualTo(i + 1);
                assertColours(frame, i % 3);
            }
        }
    }

    @Test
    void aTruncatedAviGivesWhatItHolds() throws Exception {
        Path whole = folder.resolve("whole.avi");
        TestVideo.mjpegAvi(whole, 12, 30);
        byte[] bytes = Files.readAllBytes(whole);
        Path half = Files.write(folder.resolve("half.avi"), Arrays.copyOf(bytes, bytes.length / 2));
        int frames = 0;
        try (Camera camera = Cameras.open("video:" + half + "?rate=0")) {
            for (Optional<Frame> f = camera.grab(); f.isPresent(); f = camera.grab()) {
                assertThat(f.get().image().width()).isEqualTo(TestVideo.WIDTH);
                frames++;
            }
        }
        assertThat(frames).isBetween(3, 9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage.mp4", "garbage.avi", "garbage.mkv"})
    void garbageIsAFault(String name) throws Exception {
        byte[] garbage = new byte[50_000];
        new java.util.Random(1).nextBytes(garbage);
        Files.write(folder.resolve(name), garbage);
        try (Camera camera = Cameras.open("video:" + folder.resolve(name))) {
            assertThat(Grabbing.fault(camera)).isEqualTo(FaultCode.CAM_01);
        }
    }

    @Test
    void aMissingVideoIsAFault() {
        try (Camera once = Cameras.open("video:" + folder.resolve("none.mp4"));
                Camera looping = Cameras.open("video:" + folder.resolve("none.mp4") + "?loop=true")) {
            assertThat(Grabbing.fault(once)).isEqualTo(FaultCode.IMG_05);
            assertThat(once.grab()).as("it has ended").isEmpty();
            assertThat(Grabbing.fault(looping)).isEqualTo(FaultCode.IMG_05);
            assertThat(Grabbing.fault(looping)).as("it may come").isEqualTo(FaultCode.IMG_05);
        }
    }

    @Test
    void aPlaylistDoesNotReachTheNetwork() throws Exception {
        try (MjpegServer server = new MjpegServer(c -> {
            throw new java.io.IOException("asked: " + c.request());
        })) {
            String list = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n" + server.address() + "\n#EXT-X-ENDLIST\n";
            Path file = Files.writeString(folder.resolve("evil.mp4"), list);
            try (Camera camera = Cameras.open("video:" + file)) {
                assertThat(Grabbing.fault(camera)).isEqualTo(FaultCode.CAM_01);
            }
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void numberedPicturesAreAVideo() throws Exception {
        png("p_0002.png", 20);
        png("p_0010.png", 100);
        png("p_0001.png", 10);
        png("p_x.png", 1);
        png("q_0003.png", 1);
        try (Camera camera = Cameras.open("video:" + folder.resolve("p_%04d.png") + "?rate=0")) {
            assertThat(Grabbing.grey(camera)).isEqualTo(10);
            assertThat(Grabbing.grey(camera)).isEqualTo(20);
            assertThat(Grabbing.grey(camera)).isEqualTo(100);
            assertThat(camera.grab()).isEmpty();
        }
    }

    @Test
    void aFolderGoesOnBehindADamagedFile() throws Exception {
        png("1.png", 11);
        byte[] whole = Files.readAllBytes(png("2.png", 22));
        Files.write(folder.resolve("2.png"), Arrays.copyOf(whole, whole.length / 2));
        Files.createFile(folder.resolve("3.png"));
        png("4 ä.png", 44);
        Files.writeString(folder.resolve("notes.txt"), "no picture");
        try (Camera camera = Cameras.open("folder:" + folder + "?loop=true")) {
            assertThat(camera.cadence()).isEqualTo(Camera.Cadence.TRIGGERED);
            for (int round = 0; round < 2; round++) {
                assertThat(Grabbing.grey(camera)).isEqualTo(11);
                assertThat(Grabbing.fault(camera)).isEqualTo(FaultCode.IMG_01);
                assertThat(Grabbing.fault(camera)).isEqualTo(FaultCode.IMG_04);
                Frame last = camera.grab().orElseThrow();
                assertThat(Grabbing.grey(last)).isEqualTo(44);
                assertThat(last.id()).isEqualTo(2L * round + 2);
            }
        }
    }

    @Test
    void damagedFilesOfOneNameInTwoFoldersAreTwoFaults() throws Exception {
        for (String side : new String[] {"left", "right"}) {
            Files.createFile(Files.createDirectory(folder.resolve(side)).resolve("1.png"));
        }
        try (Camera camera = Cameras.open("folder:" + folder)) {
            assertThatThrownBy(camera::grab)
                    .hasMessageContaining(Path.of("left", "1.png").toString());
            assertThatThrownBy(camera::grab)
                    .hasMessageContaining(Path.of("right", "1.png").toString());
            assertThat(camera.grab()).isEmpty();
        }
    }

    @Test
    void aFolderIsPlayedOnceUnlessTold() throws Exception {
        png("b.png", 2);
        png("a.png", 1);
        try (Camera camera = Cameras.open("folder:" + folder + "?rate=1000")) {
            assertThat(Grabbing.grey(camera)).isEqualTo(1);
            assertThat(Grabbing.grey(camera)).isEqualTo(2);
            assertThat(camera.grab()).isEmpty();
        }
    }

    @Test
    void anEmptyOrMissingFolderIsAFault() {
        try (Camera empty = Cameras.open("folder:" + folder);
                Camera missing = Cameras.open("folder:" + folder.resolve("none"))) {
            assertThat(Grabbing.fault(empty)).isEqualTo(FaultCode.IMG_08);
            assertThat(empty.grab()).isEmpty();
            assertThat(Grabbing.fault(missing)).isEqualTo(FaultCode.IMG_05);
            assertThat(missing.grab()).isEmpty();
        }
    }

    @Test
    void closeEndsAWaitingGrab() throws Exception {
        png("a.png", 1);
        Grabbing.closeWhileGrabbing(Cameras.open("folder:" + folder + "?loop=true&rate=0.01"));
        Path file = folder.resolve("v.mp4");
        TestVideo.mpeg4(file, "mp4", 3, 20);
        Grabbing.closeWhileGrabbing(Cameras.open("video:" + file + "?loop=true&rate=0.01"));
    }
}
