package loupe.camera;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One GET whose endless answer is read as it comes, over a socket that any thread may close. The clients of Java 17 do
 * not fit: {@code HttpURLConnection} cannot be ended while it connects or reads chunks, {@code java.net.http} leaves
 * its selector thread to the garbage collector. Follows redirects, answers Basic and Digest challenges, knows no proxy.
 */
final class HttpStream {
    private static final int HOPS = 6;
    private static final int LINE_LIMIT = 8 * 1024;
    private static final int LINES_LIMIT = 128;

    /** What the server said; the body is not closed by anybody, the socket is. */
    record Answer(int status, String reason, HttpHeaders headers, InputStream body) {}

    private final SSLSocketFactory tls;
    private final Duration patience;
    private Socket socket;
    private boolean aborted;

    /**
     * Prepares; connects nothing.
     *
     * @param patience for connecting and for the head of the answer
     */
    HttpStream(SSLSocketFactory tls, Duration patience) {
        this.tls = tls;
        this.patience = patience;
    }

    /** The final answer, after redirects and at most one challenge per hop; its status may be an error. */
    Answer get(URI start) throws IOException {
        URI uri = start;
        Optional<String> authorization = Optional.empty();
        for (int hop = 0; hop < HOPS; hop++) {
            Answer answer = ask(uri, authorization);
            Optional<String> location = answer.headers().firstValue("location");
            if (answer.status() == 401 && authorization.isEmpty() && start.getRawUserInfo() != null) {
                authorization = HttpChallenge.answer(answer.headers().allValues("www-authenticate"), start, uri);
                if (authorization.isEmpty()) {
                    return answer;
                }
            } else if (answer.status() / 100 == 3 && location.isPresent()) {
                URI next = redirect(uri, location.get());
                if (!sameHost(next, start) && start.getRawUserInfo() != null) {
                    throw new IOException("redirected to another host, which does not get the password");
                }
                uri = next;
                authorization = Optional.empty();
            } else {
                return answer;
            }
        }
        throw new IOException("too many redirects");
    }

    private static URI redirect(URI from, String location) throws IOException {
        try {
            URI to = from.resolve(location);
            boolean web = "http".equalsIgnoreCase(to.getScheme()) || "https".equalsIgnoreCase(to.getScheme());
            if (to.getHost() == null || !web || (isTls(from) && !isTls(to))) {
                throw new IOException("redirected to something that is not followed");
            }
            return to;
        } catch (IllegalArgumentException e) {
            throw new IOException("redirected to an address that is not understood", e);
        }
    }

    private static boolean sameHost(URI a, URI b) {
        return a.getHost().equalsIgnoreCase(b.getHost());
    }

    private static boolean isTls(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    private Answer ask(URI uri, Optional<String> authorization) throws IOException {
        Socket s = connect(uri);
        String host = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        StringBuilder head = new StringBuilder("GET " + target(uri) + " HTTP/1.1\r\nHost: " + host);
        head.append("\r\nUser-Agent: Loupe\r\nAccept: multipart/x-mixed-replace, image/jpeg, */*;q=0.1");
        authorization.ifPresent(a -> head.append("\r\nAuthorization: ").append(a));
        head.append("\r\nConnection: close\r\n\r\n");
        s.getOutputStream().write(head.toString().getBytes(StandardCharsets.US_ASCII));
        s.getOutputStream().flush();
        InputStream in = new BufferedInputStream(s.getInputStream(), 64 * 1024);
        String[] status = line(in).split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/") || !status[1].matches("\\d{3}")) {
            throw new IOException("not a web server");
        }
        HttpHeaders headers = headers(in);
        boolean chunked = headers.firstValue("transfer-encoding")
                .filter(t -> t.toLowerCase(Locale.ROOT).contains("chunked"))
                .isPresent();
        String reason = status.length < 3 ? "" : status[2].strip();
        return new Answer(Integer.parseInt(status[1]), reason, headers, chunked ? new ChunkedBody(in) : in);
    }

    static String target(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        return URI.create(target).toASCIIString();
    }

    private Socket connect(URI uri) throws IOException {
        Socket plain = new Socket();
        own(plain);
        int standard = isTls(uri) ? 443 : 80;
        int port = uri.getPort() < 0 ? standard : uri.getPort();
        InetSocketAddress address = new InetSocketAddress(uri.getHost(), port);
        if (address.isUnresolved()) {
            throw new IOException("the host is not known");
        }
        plain.connect(address, Math.toIntExact(patience.toMillis()));
        silence(patience);
        if (!isTls(uri)) {
            return plain;
        }
        SSLSocket secure = (SSLSocket) tls.createSocket(plain, uri.getHost(), port, true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        try {
            secure.startHandshake();
        } catch (SSLException e) {
            throw new IOException("no secure connection (is its certificate trusted?): " + e.getMessage(), e);
        }
        return secure;
    }

    /** Reads that wait longer than this fail. */
    synchronized void silence(Duration limit) throws IOException {
        socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
    }

    private synchronized void own(Socket fresh) throws IOException {
        release();
        socket = fresh;
        if (aborted) {
            release();
            throw new IOException("closed");
        }
    }

    /** Ends whatever blocks in {@link #get} or in the body. The plain socket below TLS: closing TLS may block. */
    synchronized void abort() {
        aborted = true;
        release();
    }

    private synchronized void release() {
        if (socket == null) {
            return;
        }
        try {
            socket.close();
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(HttpStream.class).debug("closing: {}", e.getMessage());
        }
    }

    /** Header lines up to the empty one. */
    static HttpHeaders headers(InputStream in) throws IOException {
        Map<String, List<String>> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < LINES_LIMIT; i++) {
            String line = line(in);
            if (line.isEmpty()) {
                return HttpHeaders.of(map, (k, v) -> true);
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                String key = line.substring(0, colon).strip();
                map.computeIfAbsent(key, k -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
        throw new IOException("endless header");
    }

    /** One line without its end (CR LF or LF), as Latin-1. */
    static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the stream ended");
            }
            if (line.length() == LINE_LIMIT) {
                throw new IOException("endless line");
            }
            line.append((char) b);
        }
        boolean cr = !line.isEmpty() && line.charAt(line.length() - 1) == '\r';
        return cr ? line.substring(0, line.length() - 1) : line.toString();
    }
}
