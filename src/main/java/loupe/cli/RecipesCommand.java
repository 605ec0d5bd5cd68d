package loupe.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import loupe.config.RecipeBook;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the recipes of a data folder. Reads only, so it works while another Loupe runs on it. */
@Command(name = "recipes", description = "Lists the recipes in the data folder, newest version of each.")
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

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    private static ObjectNode tree(Recipe r) {
        ObjectNode node = Json.object();
        node.put("id", r.id());
        node.put("version", r.version());
        node.put("name", r.name());
        node.put("source", r.source());
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
