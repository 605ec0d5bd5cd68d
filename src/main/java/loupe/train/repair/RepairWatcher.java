package loupe.train.repair;

import loupe.train.gradient.Watcher;

/** Follows a training and what comes after it, on its thread. */
public interface RepairWatcher extends Watcher {
    /** Called before every held-out picture is scored. */
    default void scoring(long done, long total) {}
}
