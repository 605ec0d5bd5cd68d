package loupe.app;

import loupe.config.VerifyKey;

/**
 * Who signed a recipe file, as far as this station knows.
 *
 * @param key the signer's
 * @param name that the key has here; empty unless it is trusted
 */
public record Seal(Standing standing, VerifyKey key, String name) {
    /** Whose key it is. */
    public enum Standing {
        /** This station's own. */
        OWN,
        TRUSTED,
        /** The signature holds, but nobody said whose key it is. */
        UNKNOWN
    }

    public boolean isTrusted() {
        return standing != Standing.UNKNOWN;
    }

    /** One English sentence part for a console and the audit log. */
    public String text() {
        return switch (standing) {
            case OWN -> "signed by this station";
            case TRUSTED -> "signed by the trusted key “" + name + "” (" + key.fingerprint() + ")";
            case UNKNOWN -> "signed by an unknown key (" + key.fingerprint() + ")";
        };
    }
}
