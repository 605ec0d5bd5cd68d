package loupe.camera;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import loupe.camera.LiveCamera.Patience;
import loupe.camera.MjpegServer.Script;
import loupe.camera.ReconnectingCamera.Backoff;
import loupe.domain.Camera;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real sockets on loopback: good streams, and every way in which a network camera has been seen to fail. */
class MjpegCameraTest {
    private static final Script HOLD = MjpegServer.Connection::hold;
    private static final Script GOOD = c -> {
        c.head(MjpegServer.MULTIPART);
        for (int grey = 100; ; grey = 100) {
            c.picture(grey);
        }
    };

    @BeforeAll
    static void loadTheDecoder() {
        MjpegServer.jpeg(0);
    }

    @AfterEach
    void noReaderIsLeft() {
        Grabbing.assertNoReader();
    }

    private static Camera camera(String address) {
        return camera(address, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /** As {@link Cameras#open} builds it, with less patience. */
    private static Camera camera(String address, SSLSocketFactory tls) {
        SourceAddress.Mjpeg a = (SourceAddress.Mjpeg) SourceAddress.parse(address + "#silence=0.3");
        Duration open = Duration.ofSeconds(2);
        Backoff backoff = new Backoff(Duration.ofMillis(20), Duration.ofMillis(50));
        return new ReconnectingCamera(
                a.shown(),
                () -> new LiveCamera(a.shown(), new MjpegFeed(a, tls, open), new Patience(open, a.silence())),
                backoff);
    }

    @Test
    void picturesArrive() throws Exception {
        try (MjpegServer server = new MjpegServer(GOOD);
                Camera camera = Cameras.open(server.address())) {
            Frame first = camera.grab().orElseThrow();
            assertThat(first.image().width()).isEqualTo(64);
            assertThat(Grabbing.grey(first)).isCloseTo(100, within(3));
            assertThat(first.camera()).isEqualTo(server.address());
            assertThat(camera.grab().orElseThrow().id()).isGreaterThan(first.id());
            assertThat(camera.cadence()).isEqualTo(Camera.Cadence.FREE_RUNNING);
        }
    }

    @Test
    void onlyTheNewestIsKept() throws Exception {
        Script numbered = c -> {
            c.head(MjpegServer.MULTIPART);
            for (int i = 1; i <= 200; i++) {
                c.picture(i);
            }
            c.hold();
        };
        try (MjpegServer server = new MjpegServer(numbered);
                Camera camera = camera(server.address())) {
            Frame frame = camera.grab().orElseThrow();
            while (frame.id() < 200) {
                frame = camera.grab().orElseThrow();
                assertThat(Grabbing.grey(frame)).isCloseTo((int) frame.id(), within(3));
            }
            assertThat(Grabbing.fault(camera)).isEqualTo(FaultCode.CAM_02);
        }
    }

    @Test
    void aStreamThatDiesComesBackAndNumbersGoOn() throws Exception {
        Script dies = c -> {
            c.head(MjpegServer.MULTIPART);
            c.picture(50);
            c.text("--frame\r\nContent-Length: 5000\r\n\r\nhalf a pict");
        };
        try (MjpegServer server = new MjpegServer(dies, GOOD);
                Camera camera = camera(server.address())) {
            assertThat(Grabbing.grey(camera)).isCloseTo(50, within(3));
            assertThat(Grabbing.fault(camera)).isEqualTo(FaultCode.CAM_02);
            Frame again = camera.grab().orElseThrow();
            assertThat(Grabbing.grey(again)).isCloseTo(100, within(3));
            assertThat(again.id()).isGreaterThan(1);
        }
    }

    @Test
    void aServerThatComesUpLaterIsFound() throws Exception {
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        try (Camera camera = camera("http://localhost:" + port + "/")) {
            assertThat(Grabbing.caught(camera)).hasMessageContaining("refused").hasMessageStartingWith("CAM-01");
            try (MjpegServer server =
                    new MjpegServer(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()), GOOD)) {
                assertThat(server.port()).isEqualTo(port);
                assertThat(Grabbing.grey(camera)).isCloseTo(100, within(3));
            }
        }
    }

    @Test
    void silenceIsALossAndThenAReconnect() throws Exception {
        Script stops = c -> {
            c.head(MjpegServer.MULTIPART);
            c.picture(50);
            c.hold();
        };
        try (MjpegServer server = new MjpegServer(stops, GOOD);
                Camera camera = camera(server.address())) {
            assertThat(Grabbing.grey(camera)).isCloseTo(50, within(3));
            assertThat(Grabbing.fault(camera)).isEqualTo(FaultCode.CAM_02);
            assertThat(Grabbing.grey(camera)).isCloseTo(100, within(3));
        }
    }

    @Test
    void dribblingBytesAreSilence() throws Exception {
        Script slow = c -> {
            c.head(MjpegServer.MULTIPART);
            c.text("--frame\r\nContent-Length: 5000\r\n\r\n");
            while (!c.closed().await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                c.text("x");
            }
        };
        try (MjpegServer server = new MjpegServer(slow);
                Camera camera = camera(server.address())) {
            assertThat(Grabbing.fault(camera)).isEqualTo(FaultCode.CAM_02);
        }
    }

    @Test
    void aServerThatNeverAnswersIsTooLate() throws Exception {
        try (MjpegServer server = new MjpegServer(HOLD);
                Camera camera = camera(server.address())) {
            assertThat(Grabbing.fault(camera)).isEqualTo(FaultCode.CAM_03);
        }
    }

    @Test
    void whatIsNoStreamSaysWhy() throws Exception {
        Script page = c -> c.head("text/html");
        Script missing = c -> c.text("HTTP/1.1 404 Not Found\r\n\r\n");
        Script other = c -> c.text("SSH-2.0-OpenSSH_9.2\r\n");
        Script huge = c -> {
            c.head(MjpegServer.MULTIPART);
            c.text("--frame\r\nContent-Length: 999999999999\r\n\r\n");
            c.hold();
        };
        Script empty = c -> {};
        try (MjpegServer server = new MjpegServer(page, missing, other, huge, empty);
                Camera camera = camera(server.address())) {
            assertThat(Grabbing.caught(camera)).hasMessageStartingWith("CAM-06").hasMessageContaining("text/html");
            assertThat(Grabbing.caught(camera)).hasMessageStartingWith("CAM-01").hasMessageContaining("HTTP 404");
            assertThat(Grabbing.caught(camera)).hasMessageStartingWith("CAM-01").hasMessageContaining("web server");
            assertThat(Grabbing.caught(camera)).hasMessageStartingWith("CAM-06").hasMessageContaining("32 MB");
            assertThat(Grabbing.caught(camera)).hasMessageStartingWith("CAM-01");
        }
    }

    @Test
    void aDamagedPictureCostsOnlyItself() throws Exception {
        Script damaged = c -> {
            c.head(MjpegServer.MULTIPART);
            c.text("--frame\r\nContent-Length: 4\r\n\r\nJUNK\r\n");
            c.closed().await(100, java.util.concurrent.TimeUnit.MILLISECONDS);
            c.picture(70);
            c.hold();
        };
        try (MjpegServer server = new MjpegServer(damaged, HOLD);
                Camera camera = camera(server.address())) {
            assertThat(Grabbing.fault(camera).name()).startsWith("IMG");
            assertThat(Grabbing.grey(camera)).isCloseTo(70, within(3));
        }
    }

    @Test
    void redirectsChunksAndPasswords() throws Exception {
        Script moved = c -> c.text("HTTP/1.1 302 Found\r\nLocation: /other\r\n\r\n");
        Script locked = c -> c.text("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"cam\"\r\n\r\n");
        Script chunked = c -> {
            if (!c.request().startsWith("GET /other HTTP") || !c.request().contains("Basic YWRtaW46Z2VoZWlt")) {
                throw new IOException(c.request());
            }
            String body = "--f\r\n\r\n" + new String(MjpegServer.jpeg(30), ISO_8859_1) + "\r\n";
            String half = body.substring(0, body.length() / 2);
            c.text("HTTP/1.1 200 OK\r\nContent-Type: " + MjpegServer.MULTIPART
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            c.text(Integer.toHexString(half.length()) + "\r\n" + half + "\r\n");
            c.text(Integer.toHexString(body.length() - half.length()) + "\r\n" + body.substring(half.length())
                    + "\r\n");
            c.hold();
        };
        try (MjpegServer server = new MjpegServer(moved, locked, chunked);
                Camera camera = camera("http://admin:geheim@localhost:" + server.port() + "/x")) {
            assertThat(Grabbing.grey(camera)).isCloseTo(30, within(3));
            assertThat(camera.name()).doesNotContain("geheim");
        }
    }

    @Test
    void aPasswordDoesNotFollowToAnotherHost() throws Exception {
        Script moved = c -> c.text("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.2/\r\n\r\n");
        try (MjpegServer server = new MjpegServer(moved);
                Camera camera = camera("http://admin:geheim@localhost:" + server.port() + "/x")) {
            assertThat(Grabbing.caught(camera))
                    .hasMessageContaining("another host")
                    .hasMessageNotContaining("geheim");
        }
    }

    /** A certificate for localhost that nobody signed but itself. */
    private static SSLContext selfSigned(Path store) throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "cam",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "secret",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(store.resolveSibling("keytool.log").toFile())
                .start();
        assertThat(made.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), "secret".toCharArray());
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "secret".toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    @Test
    void httpsWantsACertificateThatIsTrusted(@TempDir Path folder) throws Exception {
        SSLContext tls = selfSigned(folder.resolve("keys.p12"));
        ServerSocket secure = tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        try (MjpegServer server = new MjpegServer(secure, GOOD)) {
            String address = server.address().replace("http:", "https:");
            try (Camera camera = camera(address, tls.getSocketFactory())) {
                assertThat(Grabbing.grey(camera)).isCloseTo(100, within(3));
            }
            try (Camera camera = camera(address)) {
                assertThat(Grabbing.caught(camera))
                        .hasMessageStartingWith("CAM-01")
                        .hasMessageContaining("trusted");
            }
            try (Camera camera = camera(address.replace("localhost", "127.0.0.1"), tls.getSocketFactory())) {
                assertThat(Grabbing.caught(camera)).as("another name").hasMessageStartingWith("CAM-01");
            }
        }
    }

    @Test
    void closeEndsAWaitingGrab() throws Exception {
        Script stops = c -> {
            c.head(MjpegServer.MULTIPART);
            c.hold();
        };
        try (MjpegServer silent = new MjpegServer(stops);
                MjpegServer deaf = new MjpegServer(HOLD)) {
            Grabbing.closeWhileGrabbing(Cameras.open(silent.address() + "#silence=60"));
            Grabbing.closeWhileGrabbing(Cameras.open(deaf.address()));
        }
    }

    @Test
    void aClosedCameraGivesNothing() throws Exception {
        try (MjpegServer server = new MjpegServer(GOOD)) {
            Camera camera = camera(server.address());
            camera.close();
            camera.close();
            assertThat(camera.grab()).isEqualTo(Optional.empty());
        }
    }
}
