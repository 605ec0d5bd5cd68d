package loupe.ui.widget;

import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/**
 * Lets a node follow a view model that outlives it. While the node is in a scene every change runs the action; what
 * changed meanwhile is made up for when it comes back. A node that was thrown away costs nothing: the model does not
 * hold it. JavaFX thread.
 */
public final class Follow {
    private final Node owner;
    private final Runnable action;
    private boolean missed;

    private Follow(Node owner, Runnable action) {
        this.owner = owner;
        this.action = action;
    }

    /** Runs {@code action} on every change of {@code observable} while {@code owner} is in a scene. */
    public static void changes(Node owner, Observable observable, Runnable action) {
        Follow follow = new Follow(owner, action);
        InvalidationListener listener = follow::changed;
        owner.getProperties().put(follow, listener); // lives as long as the node
        observable.addListener(new WeakInvalidationListener(listener));
        owner.sceneProperty().addListener(o -> follow.returned());
    }

    private void changed(Observable observable) {
        if (observable instanceof ObservableValue<?> value) {
            value.getValue(); // else it stays invalid and tells nothing more
        }
        if (owner.getScene() == null) {
            missed = true;
        } else {
            action.run();
        }
    }

    private void returned() {
        if (owner.getScene() != null && missed) {
            missed = false;
            action.run();
        }
    }
}
