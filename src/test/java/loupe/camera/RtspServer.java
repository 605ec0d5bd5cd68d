package loupe.camera;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/**
 * Just enough RTSP (RFC 2326) for a client that asks for interleaved TCP: plays one MPEG transport stream as RTP
 * payload 33, once a connection, then hangs up or holds the line.
 */
final class RtspServer implements AutoCloseable {
    private static final int PACKET = 7 * 188;

    private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final byte[] transportStream;
    private final boolean holds;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::accept, "test-rtsp");

    RtspServer(byte[] transportStream, boolean holds) throws IOException {
        this.transportStream = transportStream;
        this.holds = holds;
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "rtsp://localhost:" + server.getLocalPort() + "/live";
    }

    private void accept() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                talk(client);
            } catch (IOException | InterruptedException e) {
                org.slf4j.LoggerFactory.getLogger(RtspServer.class).debug("the client went, or the test is over", e);
            }
        }
    }

    private void talk(Socket client) throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
        DataOutputStream out = new DataOutputStream(client.getOutputStream());
        String method = "";
        while (!method.equals("PLAY")) {
            String first = in.readLine();
            if (first == null) {
                return;
            }
            method = first.split(" ", 2)[0];
            String sequence = "";
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                sequence = line.startsWith("CSeq") ? line : sequence;
            }
            out.write(answer(method, sequence).getBytes(ISO_8859_1));
        }
        play(out);
        if (holds) {
            closed.await();
        }
    }

    private String answer(String method, String sequence) {
        String head = "RTSP/1.0 200 OK\r\n" + sequence + "\r\nSession: 1\r\n";
        String sdp =
                "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=test\r\nt=0 0\r\nm=video 0 RTP/AVP 33\r\na=control:track1\r\n";
        return switch (method) {
            case "DESCRIBE" ->
                head + "Content-Type: application/sdp\r\nContent-Length: " + sdp.length() + "\r\n\r\n" + sdp;
            case "SETUP" -> head + "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n";
            default -> head + "Public: DESCRIBE, SETUP, PLAY, TEARDOWN\r\n\r\n";
        };
    }

    private void play(DataOutputStream out) throws IOException {
        for (int at = 0, sequence = 0; at < transportStream.length; at += PACKET, sequence++) {
            int length = Math.min(PACKET, transportStream.length - at);
            out.writeByte('$');
            out.writeByte(0);
            out.writeShort(12 + length);
            out.writeByte(0x80);
            out.writeByte(33);
            out.writeShort(sequence);
            out.writeInt(sequence * 900);
            out.writeInt(1);
            out.write(transportStream, at, length);
        }
        out.flush();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
        Grabbing.await(() -> !thread.isAlive());
    }
}
