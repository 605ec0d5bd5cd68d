package loupe.app;

import loupe.access.Access;
import loupe.access.Task;
import loupe.config.RecipeBook;
import loupe.config.Settings;

/**
 * What stands before every change of recipes and settings, whatever screen or command asks for it: ACC-01 or ACC-08
 * where the role does not allow it.
 */
record Guard(Access access) {
    /** The first recipe of an empty data folder is anybody's: there is nothing to protect yet. */
    void recipes(RecipeBook book) {
        if (!access.allows(Task.RECIPES) && !book.isEmpty()) {
            access.require(Task.RECIPES);
        }
    }

    void settings(Settings before, Settings after) {
        if (!before.source().equals(after.source()) || !before.compute().equals(after.compute())) {
            access.require(Task.SOURCE);
        }
        if (!before.storage().equals(after.storage())) {
            access.require(Task.STORAGE);
        }
    }
}
