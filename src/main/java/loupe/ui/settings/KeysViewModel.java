package loupe.ui.settings;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.app.Keys;
import loupe.config.TrustedKeys;
import loupe.config.VerifyKey;
import loupe.domain.InspectionFault;
import loupe.ui.widget.FaultDialog;

/** The key of this station and those it trusts; files are read and written on the work thread. JavaFX thread. */
final class KeysViewModel {
    private final Keys keys;
    private final Executor work;
    private final Executor fx;
    private final ReadOnlyObjectWrapper<Optional<Shown>> shown = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> fault =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    /** What the files say. */
    record Shown(String own, List<TrustedKeys.Named> trusted, boolean required) {}

    KeysViewModel(Keys keys, Executor work, Executor fx) {
        this.keys = keys;
        this.work = work;
        this.fx = fx;
    }

    void look() {
        inBackground(() -> {});
    }

    void forget(VerifyKey key) {
        inBackground(() -> keys.forget(key));
    }

    void require(boolean signed) {
        inBackground(() -> keys.require(signed));
    }

    private void inBackground(Runnable job) {
        work.execute(() -> {
            try {
                job.run();
                Shown now = new Shown(keys.own().verifyKey().fingerprint(), keys.trusted(), keys.isRequired());
                fx.execute(() -> {
                    shown.set(Optional.of(now));
                    fault.set(Optional.empty());
                });
            } catch (RuntimeException e) {
                fx.execute(() -> fault.set(Optional.of(FaultDialog.faultOf(e))));
            }
        });
    }

    /** Empty until it was read. */
    ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<InspectionFault>> faultProperty() {
        return fault.getReadOnlyProperty();
    }
}
