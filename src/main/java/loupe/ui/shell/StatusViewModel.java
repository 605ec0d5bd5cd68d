package loupe.ui.shell;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.domain.InspectionFault;
import loupe.station.StationState;

/** Decides what is normal, what wants attention and what is wrong. JavaFX thread. */
final class StatusViewModel {
    /** How much an item of the status bar asks for the eye. */
    enum Level {
        NONE,
        GOOD,
        ATTENTION,
        BAD
    }

    private static final long LITTLE_SPACE_MB = 2_000;

    private final Supplier<Status> source;
    private final ReadOnlyObjectWrapper<Status> status = new ReadOnlyObjectWrapper<>();

    StatusViewModel(Supplier<Status> source) {
        this.source = source;
        tick();
    }

    /** Reads everything again; called a few times a second. */
    void tick() {
        status.set(source.get());
    }

    ReadOnlyObjectProperty<Status> statusProperty() {
        return status.getReadOnlyProperty();
    }

    Level camera() {
        Status now = status.get();
        if (now.fault().isPresent() || now.state() == StationState.FAULT) {
            return Level.BAD;
        }
        return switch (now.state()) {
            case RUNNING -> Level.GOOD;
            case STARTING, PAUSED, STOPPING -> Level.ATTENTION;
            default -> Level.NONE;
        };
    }

    /** A silent fall-back is an alarm. */
    Level provider() {
        return status.get().alarm().isPresent() ? Level.BAD : Level.NONE;
    }

    Level journal() {
        if (status.get().trace().fault().isPresent()) {
            return Level.BAD;
        }
        return status.get().trace().waiting() ? Level.ATTENTION : Level.GOOD;
    }

    Level disk() {
        return status.get().trace().freeMegabytes() < LITTLE_SPACE_MB ? Level.ATTENTION : Level.NONE;
    }

    Optional<InspectionFault> journalFault() {
        return status.get().trace().fault();
    }
}
