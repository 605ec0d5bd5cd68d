package loupe.ui.recipes;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import loupe.app.RecipeExchange.Imported;
import loupe.app.ToldClasses;
import loupe.config.RecipeBook;
import loupe.domain.Recipe;

/**
 * What Recipes needs of the workstation.
 *
 * @param book all recipes
 * @param onLine the recipe that the line has
 * @param activate judges with a recipe from the next part on
 * @param importFile adds the recipe of a file; may take as long as a model
 * @param importModel begins the assistant for an ONNX model
 * @param shadow lets a recipe look over the line’s shoulder
 * @param exportFile writes a recipe into a file
 * @param told which defects a recipe's model tells apart; may read files
 * @param trust trusts whoever signed what was imported
 */
public record RecipesDesk(
        RecipeBook book,
        Supplier<Optional<Recipe>> onLine,
        Consumer<Recipe> activate,
        Function<Path, Imported> importFile,
        Consumer<Path> importModel,
        Consumer<Recipe> shadow,
        BiConsumer<Recipe, Path> exportFile,
        Function<Recipe, ToldClasses> told,
        Consumer<Imported> trust) {}
