package loupe.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import loupe.config.Home;
import loupe.config.RecipeBook;
import loupe.config.RecipeFile;
import loupe.config.VerifyKey;
import loupe.detect.OnnxDetector;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;

/** Recipes as files that travel between stations: signed when they leave, looked at when they arrive. Blocks. */
public final class RecipeExchange {
    private static final String UNSIGNED = "not signed";

    private final RecipeBook recipes;
    private final Path scratch;
    private final Keys keys;

    RecipeExchange(RecipeBook recipes, Home home, Keys keys) {
        this.recipes = recipes;
        this.scratch = home.cache();
        this.keys = keys;
    }

    /**
     * What arrived.
     *
     * @param seal who signed; empty when nobody did
     */
    public record Imported(Recipe recipe, Optional<Seal> seal) {
        /** One English sentence part. */
        public String text() {
            return seal.map(Seal::text).orElse(UNSIGNED);
        }
    }

    /**
     * Adds the recipe of a {@code .loupe} file, or makes one of an ONNX model; see {@link ModelImport#unasked}. A
     * model is opened once, as a stranger’s file, before it is kept. An act in the audit log comes before the recipe.
     *
     * @throws InspectionFault REC-06, REC-07, REC-08, REC-11 when a signature does not hold, REC-12 and REC-13 when
     *     only trusted keys are taken, CFG-02, TRC-03, and what opening a model throws
     */
    public Imported read(Path from) {
        return ModelImport.isModel(from) ? model(from) : parcel(from);
    }

    /**
     * Keeps a model that somebody looked at and tried, and makes a recipe of it; see {@link ModelImport#store}. An act
     * in the audit log comes before the recipe.
     *
     * @throws InspectionFault REC-12 when only signed files are taken, MOD-xx, CFG-02, TRC-03
     */
    public Recipe keep(OnnxDetector detector, Path model, String name, List<Path> real) {
        require(model, Optional.empty());
        return ModelImport.store(recipes, detector, model, name, real, unsigned(model));
    }

    private Imported model(Path from) {
        require(from, Optional.empty());
        return new Imported(ModelImport.unasked(recipes, from, unsigned(from)), Optional.empty());
    }

    private Consumer<Recipe> unsigned(Path from) {
        return recipe -> note(from, new Imported(recipe, Optional.empty()));
    }

    private Imported parcel(Path from) {
        RecipeFile.Read read = file().read(
                        from,
                        ModelImport::tryOut,
                        signer -> require(from, signer.map(keys::seal)),
                        coming -> note(from, imported(coming)));
        return imported(read);
    }

    private Imported imported(RecipeFile.Read read) {
        return new Imported(read.recipe(), read.signer().map(keys::seal));
    }

    private void note(Path from, Imported imported) {
        Recipe recipe = imported.recipe();
        keys.note("import", recipe.id() + " v" + recipe.version(), from.getFileName() + ", " + imported.text());
    }

    private void require(Path from, Optional<Seal> seal) {
        if (keys.isRequired() && seal.isEmpty()) {
            throw new InspectionFault(FaultCode.REC_12, from.getFileName());
        }
        if (keys.isRequired() && !seal.get().isTrusted()) {
            throw new InspectionFault(
                    FaultCode.REC_13, from.getFileName(), seal.get().key().fingerprint());
        }
    }

    /** Writes a recipe with its model into one file, signed by this station. REC-14, CFG-02, MOD-05. */
    public void write(Recipe recipe, Path to) {
        file().write(to, recipe, "Loupe " + Workstation.version(), keys.own());
    }

    private RecipeFile file() {
        return new RecipeFile(recipes, scratch);
    }

    /** Trusts whoever signed what was imported. ACC-08, CFG-02. */
    public void trust(VerifyKey key, String name) {
        keys.trust(key, name);
    }
}
