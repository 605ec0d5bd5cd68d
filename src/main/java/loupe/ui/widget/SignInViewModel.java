package loupe.ui.widget;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.access.Access;
import loupe.access.User;
import loupe.domain.InspectionFault;

/** Signs somebody in or out, on the work thread: checking a password takes a moment. JavaFX thread. */
public final class SignInViewModel {
    private final Access access;
    private final Executor work;
    private final Executor fx;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> fault =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    public SignInViewModel(Access access, Executor work, Executor fx) {
        this.access = access;
        this.work = work;
        this.fx = fx;
    }

    /** The password is overwritten when it was checked. */
    void signIn(String name, char[] password) {
        busy.set(true);
        fault.set(Optional.empty());
        work.execute(() -> {
            Optional<InspectionFault> refused = Optional.empty();
            try {
                access.signIn(name, password);
            } catch (RuntimeException e) {
                refused = Optional.of(FaultDialog.faultOf(e));
            }
            Arrays.fill(password, '\0');
            Optional<InspectionFault> why = refused;
            fx.execute(() -> {
                busy.set(false);
                fault.set(why);
            });
        });
    }

    /** Somebody else may be there now: what was refused before does not concern them. */
    void greet() {
        fault.set(Optional.empty());
    }

    public void signOut() {
        work.execute(access::signOut);
    }

    /** Whom to offer. */
    List<String> names() {
        return access.users().stream().map(User::name).toList();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<InspectionFault>> faultProperty() {
        return fault.getReadOnlyProperty();
    }
}
