package loupe.ui.calibrate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import loupe.samples.SampleCard;

/** What was done to samples, for undo and redo; the oldest of many is forgotten. Pure. */
final class LabelHistory {
    private static final int DEEP = 500;

    /**
     * One act.
     *
     * @param before the cards as they were; empty for samples that were added
     * @param after the cards as they became; empty for samples that were taken out
     */
    record Act(List<SampleCard> before, List<SampleCard> after) {
        Act reversed() {
            return new Act(after, before);
        }
    }

    private final Deque<Act> done = new ArrayDeque<>();
    private final Deque<Act> undone = new ArrayDeque<>();

    void did(Act act) {
        done.push(act);
        undone.clear();
        if (done.size() > DEEP) {
            done.removeLast();
        }
    }

    /** What has to be done to undo the last act. */
    Optional<Act> undo() {
        if (done.isEmpty()) {
            return Optional.empty();
        }
        Act act = done.pop();
        undone.push(act);
        return Optional.of(act.reversed());
    }

    Optional<Act> redo() {
        if (undone.isEmpty()) {
            return Optional.empty();
        }
        Act act = undone.pop();
        done.push(act);
        return Optional.of(act);
    }

    boolean canUndo() {
        return !done.isEmpty();
    }

    boolean canRedo() {
        return !undone.isEmpty();
    }

    void clear() {
        done.clear();
        undone.clear();
    }
}
