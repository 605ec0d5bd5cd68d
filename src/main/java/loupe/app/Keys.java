package loupe.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import loupe.access.Access;
import loupe.access.Task;
import loupe.config.Home;
import loupe.config.StationKey;
import loupe.config.TrustedKeys;
import loupe.config.VerifyKey;
import loupe.trace.AuditLog;

/**
 * The key of this station and those it trusts; every change needs an administrator. It is an act in the audit log
 * first: what cannot be written down is not done (TRC-03).
 */
public final class Keys {
    private final Path own;
    private final TrustedKeys trusted;
    private final Access access;
    private final AuditLog audit;
    private final Supplier<String> who;
    private final Clock clock;

    Keys(Home home, Access access, AuditLog audit, Supplier<String> who, Clock clock) {
        this.own = home.stationKey();
        this.trusted = new TrustedKeys(home.trustedKeys());
        this.access = access;
        this.audit = audit;
        this.who = who;
        this.clock = clock;
    }

    /** What this station signs with; made at the first call. REC-14. */
    public StationKey own() {
        return StationKey.in(own);
    }

    /** REC-14 when they cannot be read. */
    public List<TrustedKeys.Named> trusted() {
        return trusted.list();
    }

    /** Whether only files of trusted keys are taken. */
    public boolean isRequired() {
        return trusted.isRequired();
    }

    /** Who signed; see {@link Seal}. */
    Seal seal(VerifyKey key) {
        if (key.equals(own().verifyKey())) {
            return new Seal(Seal.Standing.OWN, key, "");
        }
        return trusted.find(key)
                .map(n -> new Seal(Seal.Standing.TRUSTED, key, n.name()))
                .orElseGet(() -> new Seal(Seal.Standing.UNKNOWN, key, ""));
    }

    /** ACC-08, TRC-03, CFG-02. */
    public void trust(VerifyKey key, String name) {
        access.require(Task.SECURITY);
        TrustedKeys.Named named = new TrustedKeys.Named(name, key);
        note("trust-key", key.fingerprint(), named.name());
        trusted.trust(named);
    }

    /** ACC-08, TRC-03, CFG-02. */
    public void forget(VerifyKey key) {
        access.require(Task.SECURITY);
        note("forget-key", key.fingerprint(), "");
        trusted.forget(key);
    }

    /** ACC-08, TRC-03, CFG-02. */
    public void require(boolean signed) {
        access.require(Task.SECURITY);
        note("require-signatures", signed ? "on" : "off", "");
        trusted.require(signed);
    }

    void note(String act, String subject, String why) {
        audit.add(new AuditLog.Act(clock.instant(), act, subject, who.get(), why));
    }
}
