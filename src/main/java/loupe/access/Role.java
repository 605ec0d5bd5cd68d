package loupe.access;

import java.util.Locale;

/** What somebody is trusted with; every role may do what those before it may. */
public enum Role {
    /** Watches the line, reviews, overrules with a reason. Also everybody who has not signed in. */
    OPERATOR,
    /** Teaches, calibrates, changes and imports recipes, chooses the source. */
    ENGINEER,
    /** Users, storage, retention, trusted keys. */
    ADMINISTRATOR;

    /** Stable, for files. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
