package loupe.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network camera on 127.0.0.1 that misbehaves when told, and the soak's own count of parts: it notes every picture
 * that it wrote completely into a connection. Motion JPEG over HTTP, one port for its whole life. Thread-safe.
 */
final class StreamServer implements AutoCloseable {
    /** What may be wrong with one picture. */
    enum Flaw {
        NONE,
        /** The connection ends in the middle of it. */
        HALF,
        /** It comes whole, but its second half was never written by the camera. */
        CUT,
        /** It is a page of text. */
        TEXT
    }

    /**
     * One picture that was written completely.
     *
     * @param serial running number over everything, from 1
     * @param connection running number of the connection, from 1
     * @param run of the station that was served, as told to {@link #serve}
     * @param intact false where the picture itself was spoilt
     * @param nanos when, {@link System#nanoTime}
     */
    record Sent(int serial, int connection, int run, boolean intact, long nanos) {}

    private static final Logger LOG = LoggerFactory.getLogger(StreamServer.class);
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int BACKLOG = 8;

    private final IntFunction<byte[]> pictures;
    private final long periodNanos;
    private final int port;
    private final List<Sent> sent = new ArrayList<>();
    private ServerSocket server;
    private Socket client;
    private Flaw next = Flaw.NONE;
    private boolean stalled;
    private int connections;
    private int serial;
    private int run;

    /**
     * Plugged in at once.
     *
     * @param pictures JPEG of a serial number
     * @param rate pictures a second
     */
    StreamServer(IntFunction<byte[]> pictures, double rate) throws IOException {
        this.pictures = pictures;
        this.periodNanos = Math.round(1e9 / rate);
        this.port = plug(0);
    }

    String address() {
        return "http://127.0.0.1:" + port + "/line.mjpg#silence=2";
    }

    /** Pictures from now on belong to this run of the station. */
    synchronized void serve(int number) {
        run = number;
    }

    /** As if the cable were drawn: the connection is gone, new ones are refused. */
    synchronized void unplug() throws IOException {
        server.close();
        hangUp();
    }

    void replug() throws IOException {
        plug(port);
    }

    /** Ends the connection; the next is welcome. */
    synchronized void hangUp() throws IOException {
        if (client != null) {
            client.close();
        }
    }

    /** Stays connected and says nothing, or goes on. */
    synchronized void stall(boolean on) {
        stalled = on;
        notifyAll();
    }

    /** Spoils the next picture. */
    synchronized void spoil(Flaw flaw) {
        next = flaw;
    }

    /** True while the picture that is to be spoilt was not sent yet. */
    synchronized boolean isSpoiling() {
        return next != Flaw.NONE;
    }

    synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    private synchronized int plug(int wanted) throws IOException {
        ServerSocket fresh = new ServerSocket();
        fresh.setReuseAddress(true);
        fresh.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), wanted), BACKLOG);
        server = fresh;
        start(() -> accept(fresh), "soak-stream");
        return fresh.getLocalPort();
    }

    private static void start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(ServerSocket plugged) {
        while (!plugged.isClosed()) {
            try {
                Socket fresh = plugged.accept();
                int number = adopt(fresh);
                start(() -> serve(fresh, number), "soak-stream-" + number);
            } catch (IOException e) {
                LOG.debug("no more connections: {}", e.getMessage());
            }
        }
    }

    private synchronized int adopt(Socket fresh) {
        client = fresh;
        return ++connections;
    }

    private void serve(Socket socket, int connection) {
        try (socket) {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                LOG.trace("{}", line);
            }
            OutputStream out = socket.getOutputStream();
            text(out, "HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=part\r\n\r\n");
            long due = System.nanoTime();
            while (awaitTurn(due)) {
                due = Math.max(due + periodNanos, System.nanoTime());
                if (!send(out, connection)) {
                    return;
                }
            }
        } catch (IOException e) {
            LOG.debug("connection {} ended: {}", connection, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean awaitTurn(long due) throws InterruptedException {
        long left = due - System.nanoTime();
        while (stalled || left > 0) {
            wait(stalled ? 0 : Math.max(1, left / 1_000_000));
            left = due - System.nanoTime();
        }
        return true;
    }

    /** False when the connection is to end. */
    private boolean send(OutputStream out, int connection) throws IOException {
        int number;
        Flaw flaw;
        synchronized (this) {
            number = ++serial;
            flaw = next;
            next = Flaw.NONE;
        }
        byte[] jpeg = flaw == Flaw.TEXT ? "<html>busy</html>".getBytes(ISO_8859_1) : pictures.apply(number);
        int length = flaw == Flaw.CUT ? jpeg.length / 2 : jpeg.length;
        String type = flaw == Flaw.TEXT ? "text/html" : "image/jpeg";
        text(out, "--part\r\nContent-Type: " + type + "\r\nContent-Length: " + length + "\r\n\r\n");
        out.write(jpeg, 0, flaw == Flaw.HALF ? length / 2 : length);
        out.flush();
        if (flaw == Flaw.HALF) {
            return false;
        }
        if (flaw != Flaw.TEXT) { // not a picture, and so not a part
            note(number, connection, flaw == Flaw.NONE);
        }
        text(out, "\r\n"); // the connection may end here, and the picture was there
        return true;
    }

    private synchronized void note(int number, int connection, boolean intact) {
        sent.add(new Sent(number, connection, run, intact, System.nanoTime()));
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        stall(false);
        unplug();
    }
}
