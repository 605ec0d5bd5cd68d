package loupe.camera;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Grammar of source addresses: {@code scheme:rest?key=value&…}. A path is taken literally; a question mark in it stays
 * part of the path unless what follows the last one begins an option of that scheme. Every complaint is an
 * {@link IllegalArgumentException}.
 */
final class AddressParser {
    private static final double SILENCE = 3;

    private final String rest;
    private final Map<String, String> options;

    private AddressParser(String rest, Map<String, String> options) {
        this.rest = rest;
        this.options = options;
    }

    static SourceAddress parse(String text) {
        int colon = text.indexOf(':');
        String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = text.substring(colon + 1);
        return switch (scheme) {
            case "demo" -> split(rest, '?', Set.of("rate", "defects", "seed")).demo();
            case "usb" ->
                split(rest, '?', Set.of("width", "height", "exposure", "gain")).usb();
            case "video" -> split(rest, '?', Set.of("loop", "rate")).video();
            case "folder" -> split(rest, '?', Set.of("loop", "rate")).folder();
            case "http", "https" -> {
                AddressParser p = split(text, '#', Set.of("silence"));
                yield new SourceAddress.Mjpeg(p.uri(), p.silence());
            }
            case "rtsp", "rtsps" -> {
                AddressParser p = split(text, '#', Set.of("silence"));
                yield new SourceAddress.Stream(p.uri(), p.silence());
            }
            default -> throw new IllegalArgumentException("unknown scheme");
        };
    }

    /** Cuts the options off; they must all be known as soon as one is. */
    private static AddressParser split(String text, char mark, Set<String> known) {
        int cut = text.lastIndexOf(mark);
        Map<String, String> options = new LinkedHashMap<>();
        for (String pair : cut < 0 ? new String[0] : text.substring(cut + 1).split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (options.put(key, equals < 0 ? "" : pair.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("twice: " + key);
            }
        }
        if (options.keySet().stream().noneMatch(known::contains)) {
            return new AddressParser(text, Map.of());
        }
        if (!known.containsAll(options.keySet())) {
            throw new IllegalArgumentException("unknown option");
        }
        return new AddressParser(text.substring(0, cut), options);
    }

    private SourceAddress demo() {
        if (!rest.isEmpty() && !rest.equals("?")) {
            throw new IllegalArgumentException("the demo line has no path");
        }
        double defects = number("defects", 0.15);
        if (defects > 1) {
            throw new IllegalArgumentException("defects is a share, 0…1");
        }
        return new SourceAddress.Demo(number("rate", 2), defects, Long.parseLong(options.getOrDefault("seed", "1")));
    }

    private SourceAddress usb() {
        boolean index = rest.matches("\\d{1,3}");
        if (!index && !rest.startsWith("/")) {
            throw new IllegalArgumentException("a camera has an index or a path");
        }
        return new SourceAddress.Usb(rest, pixels("width"), pixels("height"), setting("exposure"), setting("gain"));
    }

    private SourceAddress video() {
        OptionalDouble rate =
                options.containsKey("rate") ? OptionalDouble.of(number("rate", 0)) : OptionalDouble.empty();
        return new SourceAddress.Video(path(), flag("loop"), rate);
    }

    private SourceAddress folder() {
        return new SourceAddress.Folder(path(), flag("loop"), number("rate", 0));
    }

    private Path path() {
        if (rest.isBlank()) {
            throw new IllegalArgumentException("no path");
        }
        return Path.of(rest);
    }

    private URI uri() {
        URI uri = URI.create(rest);
        if (uri.getHost() == null || uri.getPort() > 65_535 || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("no host, or a # that is no option");
        }
        return uri;
    }

    private Duration silence() {
        double seconds = number("silence", SILENCE);
        if (seconds < 0.1 || seconds > 86_400) {
            throw new IllegalArgumentException("silence from 0.1 s to a day");
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private boolean flag(String key) {
        return switch (options.getOrDefault(key, "false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(key + " is true or false");
        };
    }

    private double number(String key, double otherwise) {
        String text = options.get(key);
        double value = text == null ? otherwise : Double.parseDouble(text);
        if (!(value >= 0) || value > 100_000) {
            throw new IllegalArgumentException(key + " out of range");
        }
        return value;
    }

    /** Drivers count as they like, exposure below zero too. */
    private OptionalDouble setting(String key) {
        String text = options.get(key);
        if (text == null) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(text);
        if (!(Math.abs(value) <= 1_000_000)) {
            throw new IllegalArgumentException(key + " out of range");
        }
        return OptionalDouble.of(value);
    }

    private OptionalInt pixels(String key) {
        String text = options.get(key);
        if (text == null) {
            return OptionalInt.empty();
        }
        int value = Integer.parseInt(text);
        if (value < 1 || value > 65_535) {
            throw new IllegalArgumentException(key + " out of range");
        }
        return OptionalInt.of(value);
    }
}
