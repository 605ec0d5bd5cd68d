package loupe.access;

import java.time.Instant;

/** Where acts are written down that somebody may ask about later. Fails like the audit log does. */
public interface Diary {
    /** Roles were switched on. */
    String ON = "access-on";
    /** Roles were switched off by an administrator. */
    String OFF = "access-off";
    /** The file of the users was gone at the start although roles were on. */
    String REMOVED = "access-removed";
    /** Another time until the station is an operator's again. */
    String RETURN = "access-return";

    String SIGN_IN = "sign-in";
    String SIGN_OUT = "sign-out";
    String REFUSED = "sign-in-refused";
    /** A user was added, changed or removed. */
    String USER = "user";

    void note(String act, String subject, String who, String why);

    /**
     * What earlier acts say.
     *
     * @param on roles were on when the station was last used
     * @param wrong attempts to sign in that failed since one succeeded
     * @param last when the newest of them was made
     */
    record Past(boolean on, int wrong, Instant last) {
        public static final Past NONE = new Past(false, 0, Instant.EPOCH);
    }
}
