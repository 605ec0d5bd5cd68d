package loupe.ui.shell;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import loupe.access.Task;
import org.kordamp.ikonli.Ikon;

/** A place of the rail. Built when it is first shown, so that the window opens sooner. JavaFX thread. */
final class Place {
    private final String id;
    private final Ikon icon;
    private final KeyCode key;
    private final Supplier<Room> build;
    private final Optional<Task> task;
    private Optional<Room> room = Optional.empty();

    /**
     * What is in a place.
     *
     * @param view what is shown
     * @param keys takes a key that no control used, while the place is shown; true when it did
     */
    record Room(Parent view, Predicate<KeyCode> keys) {
        /** Without keys of its own. */
        static Room of(Parent view) {
            return new Room(view, key -> false);
        }
    }

    /**
     * A place for everybody, to which nobody has been.
     *
     * @param id stable; its word is the text {@code place.ID}
     * @param icon beside the word
     * @param key function key that goes there
     * @param build called once, when the place is first shown
     */
    Place(String id, Ikon icon, KeyCode key, Supplier<Room> build) {
        this(id, icon, key, build, Optional.empty());
    }

    private Place(String id, Ikon icon, KeyCode key, Supplier<Room> build, Optional<Task> task) {
        this.id = id;
        this.icon = icon;
        this.key = key;
        this.build = build;
        this.task = task;
    }

    Place only(Task which) {
        return new Place(id, icon, key, build, Optional.of(which));
    }

    String id() {
        return id;
    }

    Ikon icon() {
        return icon;
    }

    KeyCode key() {
        return key;
    }

    /** What is done there, where that is not for everybody. */
    Optional<Task> task() {
        return task;
    }

    Parent view() {
        return room().view();
    }

    /** Whether this is its view; a place that was not built has none. */
    boolean is(Object view) {
        return room.filter(r -> r.view().equals(view)).isPresent();
    }

    boolean takes(KeyCode pressed) {
        return room().keys().test(pressed);
    }

    private Room room() {
        room = Optional.of(room.orElseGet(build));
        return room.get();
    }
}
