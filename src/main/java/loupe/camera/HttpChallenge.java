package loupe.camera;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers to what network cameras ask for: Digest (RFC 7616; MD5 and SHA-256, qop auth or none), else Basic. */
final class HttpChallenge {
    private static final Pattern PARAMETER =
            Pattern.compile("([\\w-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,]+))");

    private HttpChallenge() {}

    /** The Authorization header for a GET of {@code uri}; empty when no challenge is understood. */
    static Optional<String> answer(List<String> challenges, URI credentials, URI uri) {
        String user = credentials.getRawUserInfo();
        int colon = user.indexOf(':');
        String name = decode(colon < 0 ? user : user.substring(0, colon));
        String password = colon < 0 ? "" : decode(user.substring(colon + 1));
        String cnonce = HexFormat.of().toHexDigits(new SecureRandom().nextLong());
        return challenges.stream()
                .filter(c -> c.regionMatches(true, 0, "Digest ", 0, 7))
                .flatMap(c -> digest(parameters(c), name, password, new Request(uri, cnonce)).stream())
                .findFirst()
                .or(() -> challenges.stream()
                        .filter(c -> c.regionMatches(true, 0, "Basic", 0, 5))
                        .findFirst()
                        .map(c -> "Basic " + base64(name + ":" + password)));
    }

    private record Request(URI uri, String cnonce) {}

    private static Optional<String> digest(Map<String, String> p, String name, String password, Request request) {
        String algorithm = p.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
        String qop = p.getOrDefault("qop", "");
        boolean known = algorithm.equals("MD5") || algorithm.equals("SHA-256");
        boolean auth = List.of(qop.split("\\s*,\\s*")).contains("auth");
        String nonce = p.get("nonce");
        if (!known || (!qop.isEmpty() && !auth) || nonce == null) {
            return Optional.empty();
        }
        String realm = p.getOrDefault("realm", "");
        String target = HttpStream.target(request.uri());
        String a1 = hash(algorithm, name + ":" + realm + ":" + password);
        String a2 = hash(algorithm, "GET:" + target);
        String middle = auth ? ":00000001:" + request.cnonce() + ":auth:" : ":";
        StringBuilder header = new StringBuilder("Digest username=\"" + name + "\", realm=\"" + realm + "\"");
        header.append(", nonce=\"").append(nonce).append("\", uri=\"").append(target);
        header.append("\", response=\"").append(hash(algorithm, a1 + ":" + nonce + middle + a2));
        header.append("\", algorithm=").append(algorithm);
        if (auth) {
            header.append(", qop=auth, nc=00000001, cnonce=\"")
                    .append(request.cnonce())
                    .append('"');
        }
        if (p.containsKey("opaque")) {
            header.append(", opaque=\"").append(p.get("opaque")).append('"');
        }
        return Optional.of(header.toString());
    }

    private static Map<String, String> parameters(String challenge) {
        Map<String, String> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Matcher m = PARAMETER.matcher(challenge);
        while (m.find()) {
            found.put(m.group(1), m.group(2) == null ? m.group(3) : m.group(2));
        }
        return found;
    }

    private static String hash(String algorithm, String text) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has both
        }
    }

    private static String decode(String raw) {
        return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
