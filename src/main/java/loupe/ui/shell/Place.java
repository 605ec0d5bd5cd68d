package loupe.ui.shell;

import java.util.function.Predicate;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import org.kordamp.ikonli.Ikon;

/**
 * A place of the rail.
 *
 * @param id stable; its word is the text {@code place.ID}
 * @param icon beside the word
 * @param key function key that goes there
 * @param view what is shown
 * @param keys takes a key that no control used, while the place is shown; true when it did
 */
record Place(String id, Ikon icon, KeyCode key, Parent view, Predicate<KeyCode> keys) {}
