package loupe.camera;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.imaging.ImageCodec;

/** A camera on the loopback interface that misbehaves as told: one script a connection, the last one for all others. */
final class MjpegServer implements AutoCloseable {
    /** What one connection is answered. */
    interface Script {
        void serve(Connection connection) throws IOException, InterruptedException;
    }

    /** One client; {@link #hold} keeps it connected and silent until the server closes. */
    record Connection(String request, OutputStream out, CountDownLatch closed) {
        void head(String contentType) throws IOException {
            text("HTTP/1.0 200 OK\r\nContent-Type: " + contentType + "\r\n\r\n");
        }

        void text(String text) throws IOException {
            out.write(text.getBytes(ISO_8859_1));
            out.flush();
        }

        /** A picture whose every pixel has this grey. */
        void picture(int grey) throws IOException {
            byte[] jpeg = jpeg(grey);
            text("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n");
            out.write(jpeg);
            text("\r\n");
        }

        void hold() throws InterruptedException {
            closed.await();
        }
    }

    static final String MULTIPART = "multipart/x-mixed-replace; boundary=frame";

    private final ServerSocket server;
    private final List<Script> scripts;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    MjpegServer(Script... scripts) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), scripts);
    }

    MjpegServer(ServerSocket server, Script... scripts) {
        this.server = server;
        this.scripts = Arrays.asList(scripts);
        start(this::accept);
    }

    private void start(Runnable work) {
        Thread t = new Thread(work, "test-server");
        t.setDaemon(true);
        synchronized (threads) {
            threads.add(t);
        }
        t.start();
    }

    int connections() {
        return clients.size();
    }

    int port() {
        return server.getLocalPort();
    }

    String address() {
        return "http://localhost:" + port() + "/video.cgi?x=1";
    }

    private void accept() {
        for (int i = 0; !server.isClosed(); i++) {
            try {
                Socket client = server.accept();
                clients.add(client);
                Script script = scripts.get(Math.min(i, scripts.size() - 1));
                start(() -> serve(client, script));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client, Script script) {
        try (client) {
            BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
            StringBuilder request = new StringBuilder();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                request.append(line).append('\n');
            }
            script.serve(new Connection(request.toString(), client.getOutputStream(), closed));
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt(); // the client went, or the test is over
        }
    }

    static byte[] jpeg(int grey) {
        byte[] pixels = new byte[64 * 48 * 3];
        Arrays.fill(pixels, (byte) grey);
        return ImageCodec.jpeg(new Image(64, 48, PixelOrder.BGR8, pixels), 95);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
        for (Socket s : clients) {
            s.close();
        }
        synchronized (threads) {
            threads.forEach(t -> Grabbing.await(() -> !t.isAlive()));
        }
    }
}
