package loupe.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import loupe.domain.Camera;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RTSP over TCP against a small server on loopback; a real camera was never here. */
class StreamCameraTest {
    @TempDir
    private Path folder;

    @AfterEach
    void noReaderIsLeft() {
        Grabbing.assertNoReader();
    }

    private byte[] stream(int frames) throws Exception {
        Path file = folder.resolve("v.ts");
        TestVideo.mpeg4(file, "mpegts", frames, 25);
        return Files.readAllBytes(file);
    }

    @Test
    void picturesArriveAndTheEndIsALossAndThenAReconnect() throws Exception {
        try (RtspServer server = new RtspServer(stream(25), false);
                Camera camera = Cameras.open(server.address())) {
            assertThat(camera.name()).isEqualTo(server.address());
            Frame frame = camera.grab().orElseThrow();
            assertThat(frame.image().width()).isEqualTo(TestVideo.WIDTH);
            assertThat(frame.image().pixels()[1] & 0xff).isBetween(120, 136);
            assertThat(lossAfter(camera)).isEqualTo(FaultCode.CAM_02);
            assertThat(camera.grab().orElseThrow().id()).isGreaterThan(frame.id());
        }
    }

    private static FaultCode lossAfter(Camera camera) {
        try {
            Optional<Frame> frame = camera.grab();
            while (frame.isPresent()) {
                frame = camera.grab();
            }
        } catch (loupe.domain.InspectionFault e) {
            return e.code();
        }
        throw new AssertionError("ended without a fault");
    }

    @Test
    void silenceIsALoss() throws Exception {
        try (RtspServer server = new RtspServer(stream(25), true);
                Camera camera = Cameras.open(server.address() + "#silence=0.5")) {
            assertThat(camera.grab()).isPresent();
            assertThat(lossAfter(camera)).isEqualTo(FaultCode.CAM_02);
        }
    }

    @Test
    void aRefusedPortIsSaidClearly() throws Exception {
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        try (Camera camera = Cameras.open("rtsp://admin:geheim@localhost:" + port + "/x")) {
            assertThat(Grabbing.caught(camera))
                    .hasMessageStartingWith("CAM-01")
                    .hasMessageContaining("refused")
                    .hasMessageNotContaining("geheim");
        }
    }

    @Test
    void closeEndsAWaitingGrab() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                RtspServer silent = new RtspServer(stream(25), true)) {
            Grabbing.closeWhileGrabbing(Cameras.open("rtsp://localhost:" + deaf.getLocalPort() + "/x"));
            Grabbing.closeWhileGrabbing(Cameras.open(silent.address() + "#silence=60"));
        }
    }
}
