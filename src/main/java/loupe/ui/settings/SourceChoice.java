package loupe.ui.settings;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A source as a person chooses it: a kind and one detail. Written as, and read from, a source address.
 *
 * @param kind of source
 * @param detail camera address, path or URL; for the demo line its parameters
 */
record SourceChoice(Kind kind, String detail) {
    /** The kinds of source that there are. */
    enum Kind {
        DEMO("demo:"),
        USB("usb:"),
        FOLDER("folder:"),
        VIDEO("video:"),
        NETWORK("");

        private final String scheme;

        Kind(String scheme) {
            this.scheme = scheme;
        }
    }

    static final String DEMO = "?rate=2&defects=0.15&seed=1";
    private static final String FOLDER_OPTIONS = "?loop=true&rate=2";

    static SourceChoice of(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        for (Kind kind : Kind.values()) {
            if (kind != Kind.NETWORK && lower.startsWith(kind.scheme)) {
                String rest = address.substring(kind.scheme.length());
                return new SourceChoice(kind, kind == Kind.FOLDER ? rest.replaceFirst("\\?.*$", "") : rest);
            }
        }
        return new SourceChoice(Kind.NETWORK, address);
    }

    /** A fixed setting of a USB camera; empty where the camera decides. */
    String option(String key) {
        return options().getOrDefault(key, "");
    }

    /** The same camera with another setting; blank leaves it to the camera. */
    SourceChoice withOption(String key, String value) {
        Map<String, String> changed = options();
        changed.put(key, value.strip().replace(',', '.'));
        return withDevice(device(), changed);
    }

    /** Another camera with the same settings. */
    SourceChoice withDevice(String other) {
        return withDevice(other, options());
    }

    private SourceChoice withDevice(String other, Map<String, String> options) {
        StringJoiner joined = new StringJoiner("&", "?", "").setEmptyValue("");
        options.forEach((k, v) -> {
            if (!v.isEmpty()) {
                joined.add(k + "=" + v);
            }
        });
        return new SourceChoice(kind, other + joined);
    }

    private String device() {
        return detail.replaceFirst("\\?.*$", "").strip();
    }

    private Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        int mark = detail.indexOf('?');
        for (String pair : mark < 0 ? new String[0] : detail.substring(mark + 1).split("&")) {
            int equals = pair.indexOf('=');
            options.put(equals < 0 ? pair : pair.substring(0, equals), equals < 0 ? "" : pair.substring(equals + 1));
        }
        return options;
    }

    String address() {
        return switch (kind) {
            case DEMO -> Kind.DEMO.scheme + (detail.isBlank() ? DEMO : detail.strip());
            case FOLDER -> kind.scheme + detail.strip() + FOLDER_OPTIONS;
            case USB, VIDEO -> kind.scheme + detail.strip();
            case NETWORK -> detail.strip();
        };
    }

    private boolean isNumber(String key) {
        return option(key).matches("(-?\\d{1,6}(\\.\\d{1,4})?)?");
    }

    /** False while the detail that the kind needs is missing, or a setting is no number. */
    boolean isComplete() {
        return switch (kind) {
            case DEMO -> true;
            case USB -> !device().isBlank() && isNumber("exposure") && isNumber("gain");
            case FOLDER, VIDEO -> !detail.isBlank();
            case NETWORK -> detail.strip().matches("(?i)(https?|rtsps?)://.+");
        };
    }
}
