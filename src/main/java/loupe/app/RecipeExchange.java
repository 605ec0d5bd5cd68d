package loupe.app;

import java.nio.file.Path;
import loupe.config.Home;
import loupe.config.RecipeBook;
import loupe.config.RecipeFile;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;

/** Recipes as files that travel between stations. Blocks. */
public final class RecipeExchange {
    private final RecipeBook recipes;
    private final RecipeFile file;

    RecipeExchange(RecipeBook recipes, Home home) {
        this.recipes = recipes;
        this.file = new RecipeFile(recipes, home.cache());
    }

    /**
     * Adds the recipe of a {@code .loupe} file, or makes one of an ONNX model; see {@link ModelImport#unasked}. A
     * model is opened once, as a stranger’s file, before it is kept.
     *
     * @throws InspectionFault REC-06, REC-07, REC-08, CFG-02, and what opening a model throws
     */
    public Recipe read(Path from) {
        return ModelImport.isModel(from) ? ModelImport.unasked(recipes, from) : file.read(from, ModelImport::tryOut);
    }

    /** Writes a recipe with its model into one file. */
    public void write(Recipe recipe, Path to) {
        file.write(to, recipe, "Loupe " + Workstation.version());
    }
}
