package loupe.ui.shell;

import java.util.Optional;
import java.util.function.Predicate;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import loupe.access.Task;
import org.kordamp.ikonli.Ikon;

/**
 * A place of the rail.
 *
 * @param id stable; its word is the text {@code place.ID}
 * @param icon beside the word
 * @param key function key that goes there
 * @param view what is shown
 * @param keys takes a key that no control used, while the place is shown; true when it did
 * @param task what is done there, where that is not for everybody
 */
record Place(String id, Ikon icon, KeyCode key, Parent view, Predicate<KeyCode> keys, Optional<Task> task) {
    /** A place for everybody. */
    Place(String id, Ikon icon, KeyCode key, Parent view, Predicate<KeyCode> keys) {
        this(id, icon, key, view, keys, Optional.empty());
    }

    Place only(Task which) {
        return new Place(id, icon, key, view, keys, Optional.of(which));
    }
}
