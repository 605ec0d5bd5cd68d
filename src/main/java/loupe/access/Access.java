package loupe.access;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is signed in, and what that allows. Off (everybody may do everything) until a first administrator is named; from
 * then on whoever has not signed in is an operator. Nobody is signed in at the start. Everything that happens here is
 * told to the diary, a change before it is made: what cannot be written down is not done. Thread-safe; what checks or
 * makes a password takes some tenths of a second.
 */
public final class Access {
    private static final Logger LOG = LoggerFactory.getLogger(Access.class);
    private static final String STATION = "Loupe";

    private final UserFile file;
    private final Clock clock;
    private final Diary diary;
    private final int iterations;
    private final Attempts attempts;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Object attempt = new Object(); // one password is checked at a time
    private volatile Optional<Users> users = Optional.empty();
    private volatile Optional<InspectionFault> fault = Optional.empty();
    private volatile Optional<User> signedIn = Optional.empty();
    private volatile Instant lastInput;

    Access(Path file, Clock clock, Diary diary, Diary.Past past, int iterations) {
        this.file = new UserFile(file);
        this.clock = clock;
        this.diary = diary;
        this.iterations = iterations;
        this.attempts = new Attempts(clock, past.wrong(), past.last());
        this.lastInput = clock.instant();
        try {
            users = this.file.read();
        } catch (IOException e) {
            LOG.error("{} is damaged: everybody is an operator", file, e);
            fault = Optional.of(new InspectionFault(FaultCode.ACC_04, e, file, String.valueOf(e.getMessage())));
        }
        if (past.on() && users.isEmpty() && fault.isEmpty()) {
            diary.note(Diary.REMOVED, file.toString(), STATION, "the file of the users was removed outside Loupe");
        }
    }

    /** Reads the users; a damaged file means that everybody is an operator, told by {@link #fault}. */
    public static Access open(Path file, Clock clock, Diary diary, Diary.Past past) {
        return new Access(file, clock, diary, past, PasswordHash.ITERATIONS);
    }

    /** Whether somebody has to sign in for anything. */
    public boolean isOn() {
        return users.isPresent() || fault.isPresent();
    }

    /** ACC-04 when the users cannot be read. */
    public Optional<InspectionFault> fault() {
        return fault;
    }

    public Optional<User> user() {
        return signedIn;
    }

    public Role role() {
        return isOn() ? signedIn.map(User::role).orElse(Role.OPERATOR) : Role.ADMINISTRATOR;
    }

    public boolean allows(Task task) {
        return task.isFor(role());
    }

    /**
     * Does nothing when the task is allowed.
     *
     * @throws InspectionFault ACC-01 when it takes an engineer, ACC-08 when it takes an administrator
     */
    public void require(Task task) {
        if (!allows(task)) {
            throw new InspectionFault(task.least() == Role.ADMINISTRATOR ? FaultCode.ACC_08 : FaultCode.ACC_01);
        }
    }

    /**
     * Signs somebody in, in place of whoever was.
     *
     * @throws InspectionFault ACC-02 when name or password are wrong, ACC-03 when it is too early to try again
     */
    public void signIn(String name, char[] password) {
        synchronized (attempt) {
            User user = checked(name, password);
            diary.note(Diary.SIGN_IN, user.name(), user.name(), user.role().word());
            lastInput = clock.instant();
            signedIn = Optional.of(user);
        }
        tell();
    }

    private User checked(String name, char[] password) {
        Duration left = attempts.left();
        if (!left.isZero()) {
            throw new InspectionFault(FaultCode.ACC_03, left.toSeconds() + 1);
        }
        Optional<Users.Entry> entry = users.flatMap(u -> u.find(name));
        if (!isPassword(entry, password)) {
            attempts.wrong();
            diary.note(Diary.REFUSED, User.printable(name), STATION, "");
            throw new InspectionFault(FaultCode.ACC_02);
        }
        attempts.right();
        return entry.orElseThrow().user();
    }

    /** An unknown name takes as long as a wrong password. */
    private boolean isPassword(Optional<Users.Entry> entry, char[] password) {
        if (password.length > PasswordHash.LONGEST) {
            return false;
        }
        PasswordHash hash = entry.map(Users.Entry::password)
                .orElseGet(() -> new PasswordHash(iterations, new byte[16], new byte[32]));
        return hash.isOf(password) && entry.isPresent();
    }

    public void signOut() {
        leave("");
    }

    private synchronized void leave(String why) {
        Optional<User> leaving = signedIn;
        signedIn = Optional.empty();
        leaving.ifPresent(user -> {
            try {
                diary.note(Diary.SIGN_OUT, user.name(), user.name(), why);
            } catch (InspectionFault e) { // signed out all the same
                LOG.error("the audit log does not say that {} was signed out", user.name(), e);
            }
            tell();
        });
    }

    /** Somebody touched keyboard or mouse. */
    public void touch() {
        lastInput = clock.instant();
    }

    /** Whether somebody is signed in who has not touched anything for too long. */
    public boolean isIdle() {
        Instant now = clock.instant();
        if (now.isBefore(lastInput)) { // the clock was set back
            lastInput = now;
        }
        return signedIn.isPresent() && Duration.between(lastInput, now).toMinutes() >= returnMinutes();
    }

    /** Signs that person out; writes the diary. */
    public void leaveIdle() {
        if (isIdle()) {
            leave("no input for " + returnMinutes() + " minutes");
        }
    }

    /**
     * Switches roles on: names the first administrator and signs it in.
     *
     * @throws InspectionFault ACC-05 or ACC-07 when password or name will not do, ACC-08 when roles are on, TRC-03,
     *     CFG-02
     */
    public void begin(String name, char[] password) {
        if (isOn()) {
            require(Task.SECURITY);
            return;
        }
        User first = User.named(name, Role.ADMINISTRATOR);
        PasswordHash hash = PasswordHash.chosen(password, iterations);
        Users made = new Users(Users.RETURN_MINUTES, List.of(new Users.Entry(first, hash)));
        change(u -> made, Diary.ON, first, first.name());
        lastInput = clock.instant();
        signedIn = Optional.of(first);
        tell();
    }

    /** Switches roles off: everybody may do everything again, and all users are forgotten. ACC-08, TRC-03, CFG-02. */
    public void end() {
        require(Task.SECURITY);
        String who = signedIn.map(User::name).orElse(STATION);
        diary.note(Diary.OFF, file.path().toString(), who, "");
        try {
            file.delete();
        } catch (IOException e) {
            throw undone(Diary.ON, file.path().toString(), who, e);
        }
        users = Optional.empty();
        signedIn = Optional.empty();
        fault = Optional.empty();
        tell();
    }

    /**
     * Adds somebody, or changes role and password of somebody.
     *
     * @throws InspectionFault ACC-08, ACC-05 when the password is too short or too long, ACC-06 when nobody would be
     *     administrator, ACC-07 when the name will not do, TRC-03, CFG-02
     */
    public void put(String name, Role role, char[] password) {
        require(Task.SECURITY);
        User user = User.named(name, role);
        Users.Entry entry = new Users.Entry(user, PasswordHash.chosen(password, iterations));
        change(u -> u.with(entry), Diary.USER, user, role.word());
    }

    /**
     * Gives whoever is signed in another password.
     *
     * @throws InspectionFault ACC-02 when the old one is wrong or nobody is signed in, ACC-03, ACC-05, TRC-03, CFG-02
     */
    public void changePassword(char[] old, char[] next) {
        String name = signedIn.orElseThrow(() -> new InspectionFault(FaultCode.ACC_02))
                .name();
        User user;
        synchronized (attempt) {
            user = checked(name, old);
        }
        Users.Entry entry = new Users.Entry(user, PasswordHash.chosen(next, iterations));
        change(u -> u.find(name).isPresent() ? u.with(entry) : u, Diary.USER, user, "own password");
    }

    /** Forgets somebody. ACC-08, ACC-06 when nobody would be administrator, TRC-03, CFG-02. */
    public void remove(String name) {
        require(Task.SECURITY);
        Optional<User> gone = users.flatMap(u -> u.find(name)).map(Users.Entry::user);
        gone.ifPresent(user -> change(u -> u.without(name), Diary.USER, user, "removed"));
    }

    /** Minutes without input after which the station is an operator's again. ACC-08, TRC-03, CFG-02. */
    public void setReturnMinutes(int minutes) {
        require(Task.SECURITY);
        Optional<User> by = signedIn;
        by.ifPresent(user -> change(u -> new Users(minutes, u.entries()), Diary.RETURN, user, minutes + " minutes"));
    }

    public int returnMinutes() {
        return users.map(Users::returnMinutes).orElse(Users.RETURN_MINUTES);
    }

    /** Everybody who may sign in, as they were added. */
    public List<User> users() {
        return users.map(u -> u.entries().stream().map(Users.Entry::user).toList())
                .orElse(List.of());
    }

    private synchronized void change(UnaryOperator<Users> what, String act, User subject, String why) {
        Users now = users.orElseGet(() -> new Users(Users.RETURN_MINUTES, List.of()));
        Users changed = what.apply(now);
        if (!changed.hasAdministrator()) {
            throw new InspectionFault(FaultCode.ACC_06);
        }
        String who = signedIn.map(User::name).orElse(subject.name());
        diary.note(act, subject.name(), who, why);
        try {
            file.write(changed);
        } catch (IOException e) {
            throw undone(act.equals(Diary.ON) ? Diary.OFF : act, subject.name(), who, e);
        }
        users = Optional.of(changed);
        signedIn = signedIn.flatMap(u -> changed.find(u.name())).map(Users.Entry::user);
        tell();
    }

    /** What was noted did not come about: the diary says so too, and the next start believes the newest word. */
    private InspectionFault undone(String act, String subject, String who, IOException e) {
        InspectionFault unwritten =
                new InspectionFault(FaultCode.CFG_02, e, file.path(), String.valueOf(e.getMessage()));
        try {
            diary.note(act, subject, who, "not done: " + unwritten.getMessage());
        } catch (InspectionFault f) {
            unwritten.addSuppressed(f);
        }
        return unwritten;
    }

    /** Hears of every change, on the thread that made it. */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }
}
