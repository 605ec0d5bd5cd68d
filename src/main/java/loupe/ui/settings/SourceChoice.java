package loupe.ui.settings;

import java.util.Locale;

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

    String address() {
        return switch (kind) {
            case DEMO -> Kind.DEMO.scheme + (detail.isBlank() ? DEMO : detail.strip());
            case FOLDER -> kind.scheme + detail.strip() + FOLDER_OPTIONS;
            case USB, VIDEO -> kind.scheme + detail.strip();
            case NETWORK -> detail.strip();
        };
    }

    /** False while the detail that the kind needs is missing. */
    boolean isComplete() {
        return switch (kind) {
            case DEMO -> true;
            case USB, FOLDER, VIDEO -> !detail.isBlank();
            case NETWORK -> detail.strip().matches("(?i)(https?|rtsps?)://.+");
        };
    }
}
