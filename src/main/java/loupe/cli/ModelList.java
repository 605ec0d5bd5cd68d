package loupe.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import loupe.app.KeptBackbones;
import loupe.config.Home;
import loupe.config.RecipeBook;
import loupe.detect.OnnxModels;
import loupe.detect.ProviderAttempt;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.train.backbone.Backbone;
import loupe.train.backbone.Backbones;

/**
 * Everything that can run here: execution providers, found by trying, backbones to teach with, models of recipes.
 *
 * @param providers in the order in which they are tried
 * @param backbones that could be opened
 * @param faults of those that could not
 * @param recipes newest version of each
 */
record ModelList(
        List<ProviderAttempt> providers, List<Backbone> backbones, List<InspectionFault> faults, List<Recipe> recipes) {

    static ModelList of(Home home) {
        List<Backbone> backbones = new ArrayList<>();
        List<InspectionFault> faults = new ArrayList<>();
        List<Path> files = new ArrayList<>(Backbones.list());
        files.addAll(new KeptBackbones(home.backbones()).list());
        for (Path file : files) {
            try {
                backbones.add(Backbones.open(file));
            } catch (InspectionFault fault) {
                faults.add(fault);
            }
        }
        List<Recipe> recipes = new RecipeBook(home, Clock.systemUTC()).list();
        return new ModelList(OnnxModels.probe(), backbones, faults, recipes);
    }

    void print(PrintWriter out) {
        Table table = new Table().row("PROVIDER", "");
        String used = inUse();
        for (ProviderAttempt p : providers) {
            String fine = p.name().equals(used) ? "in use" : "works";
            table.row(p.name(), p.ok() ? fine : p.reason());
        }
        table.print(out);
        out.println();
        Table nets = new Table().row("BACKBONE", "TAPS", "LICENCE", "SHA256");
        for (Backbone b : backbones) {
            nets.row(b.name(), taps(b), b.card().licence(), b.sha256().substring(0, 12));
        }
        nets.print(out);
        out.println();
        Table models = new Table().row("RECIPE", "MODEL SHA256");
        recipes.forEach(r -> models.row(r.id() + " v" + r.version(), r.modelSha256()));
        models.print(out);
    }

    ObjectNode tree() {
        ObjectNode node = Json.object();
        node.put("provider", inUse());
        ArrayNode tried = node.putArray("providers");
        providers.forEach(
                p -> tried.addObject().put("name", p.name()).put("ok", p.ok()).put("reason", p.reason()));
        ArrayNode nets = node.putArray("backbones");
        backbones.forEach(b -> nets.addObject()
                .put("name", b.name())
                .put("taps", taps(b))
                .put("licence", b.card().licence())
                .put("note", b.card().note())
                .put("sha256", b.sha256()));
        ArrayNode models = node.putArray("recipes");
        recipes.forEach(r ->
                models.addObject().put("id", r.id()).put("version", r.version()).put("model_sha256", r.modelSha256()));
        return node;
    }

    /** Providers are tried best first, so the first that works is taken. */
    private String inUse() {
        return providers.stream()
                .filter(ProviderAttempt::ok)
                .map(ProviderAttempt::name)
                .findFirst()
                .orElse("none");
    }

    private static String taps(Backbone b) {
        return b.card().taps().stream()
                .map(t -> t.channels() + "@" + t.stride())
                .collect(Collectors.joining(" "));
    }
}
