package loupe.ui.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import loupe.access.Access;
import loupe.access.Role;
import loupe.access.Task;
import loupe.access.User;
import loupe.domain.InspectionFault;
import loupe.trace.AuditCheck;
import loupe.ui.widget.FaultDialog;

/** Users, and whether the audit log holds. Everything is done on the work thread, one act at a time. JavaFX thread. */
final class SecurityViewModel {
    private final SettingsDesk.Security desk;
    private final Executor work;
    private final Executor fx;
    private final KeysViewModel keys;
    private final AtomicInteger wanted = new AtomicInteger(); // minutes
    private final ObservableList<User> users = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<AuditCheck>> audit = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> fault =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Boolean> differ = new ReadOnlyObjectWrapper<>(false);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();

    SecurityViewModel(SettingsDesk.Security desk, Executor work, Executor fx) {
        this.desk = desk;
        this.work = work;
        this.fx = fx;
        this.keys = new KeysViewModel(desk.keys(), work, fx);
        users.setAll(desk.access().users());
        desk.access()
                .addListener(() -> fx.execute(() -> users.setAll(desk.access().users())));
    }

    /** Reads the audit log and the keys. */
    void look() {
        keys.look();
        changed.set(false);
        inBackground(
                () -> {
                    AuditCheck check = desk.audit().get();
                    fx.execute(() -> audit.set(Optional.of(check)));
                },
                () -> {});
    }

    /** Switches roles on with a first administrator. */
    void begin(String name, char[] password, char[] again) {
        if (alike(password, again)) {
            act(() -> access().begin(name, password), password, again);
        }
    }

    /** Adds a user, or gives one another role and password. */
    void put(String name, Role role, char[] password, char[] again) {
        if (alike(password, again)) {
            act(() -> access().put(name, role, password), password, again);
        }
    }

    /** Gives whoever is signed in another password. */
    void change(char[] old, char[] next, char[] again) {
        changed.set(false);
        if (alike(next, again)) {
            Runnable job = () -> {
                access().changePassword(old, next);
                fx.execute(() -> changed.set(true));
            };
            act(job, old, next, again);
        }
    }

    private boolean alike(char[] password, char[] again) {
        boolean alike = Arrays.equals(password, again);
        differ.set(!alike);
        return alike;
    }

    void remove(User user) {
        act(() -> access().remove(user.name()));
    }

    /** Whichever job is first writes the newest wish, the others find it done. */
    void setReturnMinutes(int minutes) {
        wanted.set(minutes);
        inBackground(
                () -> {
                    synchronized (wanted) {
                        int newest = wanted.get();
                        if (newest != access().returnMinutes()) {
                            access().setReturnMinutes(newest);
                        }
                    }
                },
                () -> {});
    }

    void end() {
        act(access()::end);
    }

    /** Somebody with another role is wanted. */
    void signIn() {
        desk.signIn().run();
    }

    /** One at a time: what comes while another lasts is not done. The secrets are overwritten. */
    private void act(Runnable job, char[]... secrets) {
        if (busy.get()) {
            wipe(secrets);
            return;
        }
        busy.set(true);
        inBackground(
                () -> {
                    try {
                        job.run();
                    } finally {
                        wipe(secrets);
                    }
                },
                () -> busy.set(false));
    }

    private static void wipe(char[]... secrets) {
        List.of(secrets).forEach(s -> Arrays.fill(s, '\0'));
    }

    private void inBackground(Runnable job, Runnable then) {
        fault.set(Optional.empty());
        work.execute(() -> {
            Optional<InspectionFault> failed = Optional.empty();
            try {
                job.run();
            } catch (RuntimeException e) {
                failed = Optional.of(FaultDialog.faultOf(e));
            }
            Optional<InspectionFault> why = failed;
            fx.execute(() -> {
                why.ifPresent(f -> fault.set(Optional.of(f)));
                then.run();
            });
        });
    }

    boolean allows(Task task) {
        return access().allows(task);
    }

    KeysViewModel keys() {
        return keys;
    }

    Access access() {
        return desk.access();
    }

    ObservableList<User> users() {
        return users;
    }

    /** Empty until it was read. */
    ReadOnlyObjectProperty<Optional<AuditCheck>> auditProperty() {
        return audit.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<InspectionFault>> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /** True while something that a person asked for is being done. */
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** The own password was changed. */
    ReadOnlyBooleanProperty changedProperty() {
        return changed.getReadOnlyProperty();
    }

    /** The password was typed in two ways. */
    ReadOnlyObjectProperty<Boolean> differProperty() {
        return differ.getReadOnlyProperty();
    }
}
