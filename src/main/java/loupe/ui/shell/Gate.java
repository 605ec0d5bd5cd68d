package loupe.ui.shell;

import java.util.Optional;
import javafx.scene.Parent;
import loupe.access.Access;
import loupe.access.Role;
import loupe.ui.widget.SignInForm;
import loupe.ui.widget.SignInViewModel;
import loupe.ui.widget.Texts;

/** Lets people to places or asks them to sign in: the one spot of the window where roles count. */
record Gate(Access access, SignInViewModel model, Texts texts) {
    boolean isOpen(Place place) {
        return place.task().map(access::allows).orElse(true);
    }

    /** The place, or the lock before it. */
    Parent viewOf(Place place) {
        return isOpen(place) ? place.view() : lock(place.task().map(t -> t.least()));
    }

    /** Asks who one is. */
    Parent lock(Optional<Role> least) {
        return new SignInForm(model, least, texts);
    }
}
