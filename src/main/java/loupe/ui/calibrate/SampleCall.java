package loupe.ui.calibrate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import loupe.domain.Recipe;

/** Fetches the samples that a recipe is scored again with: its own set, or those of a folder. JavaFX thread. */
final class SampleCall {
    private final SamplesViewModel samples;
    private final Function<Recipe, Optional<Path>> setOf;
    private final Executor work;
    private final Executor fx;
    private final Runnable onThere;
    private boolean awaited;

    /** {@code onThere} runs once the samples that were asked for are in view. */
    SampleCall(
            SamplesViewModel samples,
            Function<Recipe, Optional<Path>> setOf,
            Executor work,
            Executor fx,
            Runnable onThere) {
        this.samples = samples;
        this.setOf = setOf;
        this.work = work;
        this.fx = fx;
        this.onThere = onThere;
        samples.storeProperty().addListener((o, old, now) -> arrived(now.isPresent()));
    }

    /** The set that belongs to the recipe; {@code onNone} runs where there is none. */
    void ofRecipe(Recipe recipe, Runnable onNone) {
        awaited = true;
        work.execute(() -> {
            Optional<Path> set = setOf.apply(recipe);
            fx.execute(() -> set.ifPresentOrElse(samples::open, () -> {
                awaited = false;
                onNone.run();
            }));
        });
    }

    /** A folder in any layout: opened where it is a sample set, else copied into a new one. */
    void of(Path folder) {
        samples.close();
        awaited = true;
        samples.arrivals().onFilesDropped(List.of(folder.toFile()));
    }

    private void arrived(boolean there) {
        if (awaited && there) {
            awaited = false;
            onThere.run();
        }
    }
}
