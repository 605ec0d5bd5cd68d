package loupe.ui.shell;

import java.util.List;
import java.util.Set;
import javafx.event.EventType;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import loupe.access.Access;
import loupe.access.Task;
import loupe.app.Workstation;
import loupe.ui.widget.FxThread;
import loupe.ui.widget.SignInViewModel;
import loupe.ui.widget.Texts;

/**
 * Who is at the window: notices input, makes the station an operator's again when there is none, and tells when the
 * places have to open or close. JavaFX thread.
 */
final class Reception {
    /** Nodes that move below a mouse at rest send events of their own, which are not among these. */
    private static final Set<EventType<?>> BY_HAND = Set.of(
            KeyEvent.KEY_PRESSED,
            MouseEvent.MOUSE_PRESSED,
            MouseEvent.MOUSE_MOVED,
            MouseEvent.MOUSE_DRAGGED,
            ScrollEvent.SCROLL);

    private final Workstation station;
    private final Runnable onChange;
    private final SignInViewModel model;
    private List<Object> known;

    /** {@code onChange} hears that somebody signed in or out, or that roles were switched on or off. */
    Reception(Workstation station, Scene scene, Runnable onChange, FxThread fx) {
        this.station = station;
        this.onChange = onChange;
        this.model = new SignInViewModel(station.access(), station.work(), fx);
        this.known = known();
        station.access().addListener(() -> fx.execute(this::changed));
        scene.addEventFilter(InputEvent.ANY, this::noticed);
    }

    private List<Object> known() {
        return List.of(station.access().isOn(), station.access().user());
    }

    private void changed() {
        if (!known.equals(known())) {
            known = known();
            onChange.run();
        }
    }

    private void noticed(InputEvent e) {
        if (BY_HAND.contains(e.getEventType())) {
            station.access().touch();
        }
    }

    /** Called a few times a second. */
    void tick() {
        Access access = station.access();
        if (access.isIdle()) {
            station.work().execute(access::leaveIdle);
        }
    }

    boolean allows(Task task) {
        return station.access().allows(task);
    }

    Gate gate(Texts texts) {
        return new Gate(station.access(), model, texts);
    }

    /** For the status bar; {@code askWho} brings up the question. */
    UserButton button(Runnable askWho, Texts texts) {
        return new UserButton(station.access(), askWho, model::signOut, texts);
    }
}
