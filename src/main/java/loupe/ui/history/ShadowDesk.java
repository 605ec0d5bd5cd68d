package loupe.ui.history;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import loupe.app.ShadowReport;
import loupe.domain.Recipe;

/**
 * What the shadow's pane needs of the workstation.
 *
 * @param report what was found so far; quick, any thread
 * @param onChange runs a task whenever the report has changed, on any thread
 * @param candidates recipes that could look on; reads the disk
 * @param line the recipe on the line
 * @param start lets a recipe look on
 * @param stop ends it
 * @param promote puts the candidate on the line in the name of the operator; blocks
 */
public record ShadowDesk(
        Supplier<ShadowReport> report,
        Consumer<Runnable> onChange,
        Supplier<List<Recipe>> candidates,
        Supplier<Optional<Recipe>> line,
        Consumer<Recipe> start,
        Runnable stop,
        Runnable promote) {}
