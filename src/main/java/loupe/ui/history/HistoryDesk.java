package loupe.ui.history;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import loupe.config.RecipeBook;
import loupe.domain.Recipe;
import loupe.samples.TeachingPictures;
import loupe.trace.Journal;
import loupe.trace.VerdictOverride;

/**
 * What History needs of the workstation.
 *
 * @param journal the record of every part
 * @param archive folder of pictures and maps
 * @param recipes all versions of all recipes
 * @param goodScores what good parts scored under a recipe; empty when nobody knows
 * @param overrides takes a person's word
 * @param operator who signs
 * @param teach takes parts to teach from and shows them; any thread
 * @param shadow a candidate beside the line
 */
public record HistoryDesk(
        Journal journal,
        Path archive,
        RecipeBook recipes,
        Function<Recipe, float[]> goodScores,
        Consumer<VerdictOverride> overrides,
        Supplier<String> operator,
        Consumer<TeachingPictures> teach,
        ShadowDesk shadow) {}
