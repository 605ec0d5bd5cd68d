package loupe.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import loupe.access.Task;
import loupe.app.RecipeExchange;
import loupe.app.Workstation;
import loupe.config.RecipeBook;
import loupe.config.RecipeChanges;
import loupe.config.RecipeDiff;
import loupe.config.RecipeFile;
import loupe.config.StationKey;
import loupe.detect.Detectors;
import loupe.detect.OnnxDetector;
import loupe.detect.ProviderPreference;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The recipes of a data folder. Listing, comparing and exporting only read, so they work while another Loupe runs on
 * it.
 */
@Command(
        name = "recipes",
        description = "Lists the recipes in the data folder, newest version of each; subcommands change them.",
        subcommands = KeysCommand.class)
final class RecipesCommand extends Subcommand {
    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        RecipeBook book = new RecipeBook(home(), Clock.systemUTC());
        List<Recipe> recipes = book.list();
        if (json) {
            ArrayNode list = Json.array();
            recipes.forEach(r -> list.add(tree(r)));
            out().println(Json.text(list));
        } else if (recipes.isEmpty()) {
            err().println("No recipes in " + home().folder() + ".");
        } else {
            Table table = new Table().row("RECIPE", "VERSION", "NAME", "CALIBRATION", "REVIEW", "FAIL", "MODEL");
            recipes.forEach(r -> table.row(
                    r.id(),
                    "v" + r.version(),
                    r.name(),
                    r.calibration().name().toLowerCase(Locale.ROOT),
                    number(r.rule().review()),
                    number(r.rule().fail()),
                    r.modelSha256().substring(0, 12)));
            table.print(out());
        }
        List<InspectionFault> damaged = book.damaged();
        damaged.forEach(f -> err().println(FaultText.of(f)));
        return damaged.isEmpty() ? 0 : LoupeCommand.FAULT;
    }

    @Command(mixinStandardHelpOptions = true, description = "Writes a recipe with its model into one .loupe file.")
    int export(
            @Parameters(paramLabel = "R", description = "Recipe.") String id,
            @Parameters(paramLabel = "FILE", description = "File to write.") Path file,
            @Option(names = "--version-number", paramLabel = "N", description = "Version (default: the newest).")
                    Integer version) {
        RecipeBook book = new RecipeBook(home(), Clock.systemUTC());
        Recipe recipe = version == null ? newest(book, id) : book.version(id, version);
        new RecipeFile(book, home().cache())
                .write(file, recipe, "Loupe " + Workstation.version(), StationKey.in(home().stationKey()));
        return say(recipe, "written to " + file);
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Adds the recipe of a .loupe file under an id of its own.")
    int add(@Parameters(paramLabel = "FILE", description = "File to read.") Path file) {
        try (Workstation station = open(Task.RECIPES)) {
            RecipeExchange.Imported imported = station.exchange().read(file);
            imported.seal()
                    .filter(s -> !s.isTrusted())
                    .ifPresent(s -> err().println("To trust this key: loupe recipes keys trust "
                            + s.key().hex() + " NAME"));
            return say(imported.recipe(), "imported, " + imported.text());
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Says in words what differs between two versions of a recipe.")
    int diff(
            @Parameters(paramLabel = "R", description = "Recipe.") String id,
            @Parameters(paramLabel = "V1", description = "Older version.") int before,
            @Parameters(paramLabel = "V2", description = "Newer version.") int after) {
        RecipeBook book = new RecipeBook(home(), Clock.systemUTC());
        RecipeDiff diff = RecipeDiff.between(book.version(id, before), book.version(id, after));
        diff.words(Locale.ENGLISH).forEach(out()::println);
        if (diff.changes().isEmpty()) {
            out().println("Both versions decide alike.");
        }
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Makes an older version the newest again; nothing is deleted.")
    int rollback(
            @Parameters(paramLabel = "R", description = "Recipe.") String id,
            @Parameters(paramLabel = "V", description = "Version to go back to.") int version) {
        return change(changes -> changes.rollBack(id, version), "as version " + version);
    }

    @Command(mixinStandardHelpOptions = true, description = "Copies a recipe under another name.")
    int duplicate(
            @Parameters(paramLabel = "R", description = "Recipe.") String id,
            @Parameters(paramLabel = "NAME", description = "Name of the copy.") String name) {
        return change(changes -> changes.duplicate(id, name), "copied from " + id);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "A new version that shows the model another part of the image, or tiles: uncalibrated.")
    int look(@Parameters(paramLabel = "R", description = "Recipe.") String id, @Mixin ViewOptions view) {
        if (!view.isAsked()) {
            throw misuse("--region or --tiles is missing.");
        }
        RecipeBook book = new RecipeBook(home(), Clock.systemUTC());
        Recipe wanted;
        try (OnnxDetector detector = Detectors.open(book.modelPath(newest(book, id)), ProviderPreference.CPU)) {
            wanted = view.applied(newest(book, id), detector);
        }
        return change(changes -> changes.look(id, wanted.region(), wanted.tiling()), view(wanted));
    }

    private static String view(Recipe recipe) {
        String region = recipe.region()
                .map(r -> String.format(Locale.ROOT, "%.0f×%.0f at %.0f, %.0f", r.width(), r.height(), r.x(), r.y()))
                .orElse("the whole image");
        String tiles = recipe.tiling()
                .map(t -> String.format(
                        Locale.ROOT, "in tiles of %d×%d, overlap %.0f %%", t.width(), t.height(), 100 * t.overlap()))
                .orElse("at once");
        return "inspects " + region + " " + tiles + ", "
                + recipe.calibration().name().toLowerCase(Locale.ROOT);
    }

    /** Alone on the data folder: two who write the same version would lose one. */
    private int change(Function<RecipeChanges, Recipe> what, String how) {
        try (Workstation station = open(Task.RECIPES)) {
            return say(what.apply(new RecipeChanges(station.recipes())), how);
        }
    }

    private int say(Recipe recipe, String what) {
        out().println(recipe.id() + " v" + recipe.version() + " “" + recipe.name() + "” " + what + ".");
        return 0;
    }

    private static Recipe newest(RecipeBook book, String id) {
        return book.find(id).orElseThrow(() -> new InspectionFault(FaultCode.REC_01, id));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    private static ObjectNode tree(Recipe r) {
        ObjectNode node = Json.object();
        node.put("id", r.id());
        node.put("version", r.version());
        node.put("name", r.name());
        node.put("source", r.source());
        r.region().ifPresent(a -> node.put("region", a.x() + "," + a.y() + "," + a.width() + "," + a.height()));
        r.tiling()
                .ifPresent(t -> node.put("tiles", t.width() + "x" + t.height() + "/" + Math.round(100 * t.overlap())));
        node.put("model_sha256", r.modelSha256());
        node.put("calibration", r.calibration().name().toLowerCase(Locale.ROOT));
        Json.put(node, "review", r.rule().review());
        Json.put(node, "fail", r.rule().fail());
        Json.put(node, "pixel", r.rule().pixel());
        Json.put(node, "minimum_area", r.rule().minimumArea());
        node.put("score_source", r.rule().source().name().toLowerCase(Locale.ROOT));
        node.put("made_at", r.madeAt().toString());
        return node;
    }
}
