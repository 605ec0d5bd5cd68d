package loupe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loupe.app.Lesson;
import loupe.app.Teacher;
import loupe.app.Workstation;
import loupe.config.RecipeBook;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.domain.WholeFile;
import loupe.samples.SampleFolders;
import loupe.train.backbone.Backbone;
import loupe.train.backbone.Backbones;
import loupe.train.npad.Npad;
import loupe.train.npad.NpadSums;
import loupe.train.npad.TaughtModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Teaches a detector from good parts and writes it as one ONNX file, as a recipe, or both. */
@Command(name = "teach", description = "Teaches a detector from pictures of good parts.")
final class TeachCommand extends Subcommand {
    @Option(names = "--method", paramLabel = "METHOD", defaultValue = "npad", description = "npad (${DEFAULT-VALUE}).")
    private Method method;

    @Option(
            names = "--good",
            required = true,
            paramLabel = "DIR",
            description = "Folder of good parts, or a data set with train/good.")
    private Path good;

    @Option(names = "--as", paramLabel = "ANSWER", description = "How an ambiguous folder is meant; may repeat.")
    private List<String> answers = new ArrayList<>();

    @Option(names = "--out", paramLabel = "M", description = "Model file to write.")
    private Path model;

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            description = "Also store a recipe of this name, with provisional limits, in the data folder.")
    private String recipe;

    @Option(
            names = "--add-to",
            paramLabel = "M|R",
            description = {
                "Add the good parts to this detector, without those it was taught from: a model file with its sums",
                "beside it, or a recipe's name (and --recipe may be left out: it gets a new version)."
            })
    private String addTo;

    @Option(names = "--json", description = "Print the summary as JSON.")
    private boolean json;

    @Mixin
    private NpadOptions options;

    @Override
    public Integer call() {
        boolean file = addTo != null && Files.isRegularFile(Path.of(addTo));
        if (addTo != null && !file && recipe == null) {
            recipe = addTo;
        }
        if (model == null && recipe == null) {
            throw misuse("--out or --recipe is missing: where should the model go?");
        }
        if (recipe == null) {
            return teach(Optional.empty());
        }
        try (Workstation station = Workstation.open(home())) { // before the long work: it may be in use
            return teach(Optional.of(station));
        }
    }

    private int teach(Optional<Workstation> station) {
        List<Path> files = SampleFolders.readGood(good, answers).good();
        long start = System.nanoTime();
        TaughtModel taught;
        try (ConsoleProgress progress = progress()) {
            taught = addTo == null ? anew(files, progress) : added(files, station, progress);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (model != null) {
            write(taught.onnx());
            taught.sums().write(NpadSums.beside(model));
        }
        String stored = station.map(s -> store(s, taught, files)).orElse("");
        if (json) {
            out().println(Json.text(tree(taught, files, seconds).put("recipe", stored)));
        } else {
            describe(taught, files, seconds, stored);
        }
        return 0;
    }

    private TaughtModel anew(List<Path> files, Progress progress) {
        Backbone backbone = Backbones.open(options.backbone());
        return Npad.teach(SampleFolders.images(files), backbone, options.settings(this, backbone), progress);
    }

    private TaughtModel added(List<Path> files, Optional<Workstation> station, Progress progress) {
        NpadSums before = Files.isRegularFile(Path.of(addTo))
                ? Teacher.sums(Path.of(addTo))
                : station.orElseThrow().teacher().sums(known(station.orElseThrow()));
        Backbone backbone = Backbones.open(options.given().orElse(before.backbone()));
        return Npad.add(before, SampleFolders.images(files), backbone, progress);
    }

    private Recipe known(Workstation station) {
        return station.recipes()
                .find(RecipeBook.idFor(addTo))
                .orElseThrow(() -> new InspectionFault(FaultCode.REC_01, addTo));
    }

    private String store(Workstation station, TaughtModel taught, List<Path> files) {
        String id = RecipeBook.idFor(recipe);
        Optional<Recipe> old =
                addTo == null ? Optional.empty() : station.recipes().find(id);
        String name = old.map(Recipe::name).orElse(recipe);
        String source = old.map(Recipe::source).orElse("folder:" + good.toAbsolutePath());
        Lesson lesson = new Lesson(id, name, source, SampleFolders.images(files));
        Recipe made = station.teacher().store(lesson, taught);
        return made.id() + " v" + made.version();
    }

    private void write(byte[] onnx) {
        try {
            WholeFile.write(model, onnx);
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, model, e.getClass().getSimpleName());
        }
    }

    private void describe(TaughtModel taught, List<Path> files, double seconds, String stored) {
        new Table()
                .row("method", method.name().toLowerCase(Locale.ROOT))
                .row(
                        "good parts",
                        Integer.toString(files.size() - taught.unreadable().size()))
                .row("seconds", String.format(Locale.ROOT, "%.1f", seconds))
                .row("omega", String.format(Locale.ROOT, "%.2f", taught.omega()))
                .row("model", model == null ? "–" : model.toString())
                .row("recipe", stored.isEmpty() ? "–" : stored)
                .print(out());
        taught.unreadable().forEach(i -> err().println("Left out, unreadable: " + files.get(i)));
        taught.suspicious().forEach(i -> err().println("Stands out, please look: " + files.get(i)));
    }

    private ObjectNode tree(TaughtModel taught, List<Path> files, double seconds) {
        ObjectNode node = Json.object();
        node.put("method", method.name().toLowerCase(Locale.ROOT));
        node.put("model", model == null ? null : model.toString());
        node.put("model_bytes", taught.onnx().length);
        node.put("good_parts", files.size() - taught.unreadable().size());
        Json.put(node, "teach_seconds", seconds);
        Json.put(node, "omega", taught.omega());
        ObjectNode phases = node.putObject("seconds");
        taught.seconds().forEach((phase, s) -> Json.put(phases, phase, s));
        taught.unreadable()
                .forEach(i -> node.withArray("/unreadable").add(files.get(i).toString()));
        taught.suspicious()
                .forEach(i -> node.withArray("/suspicious").add(files.get(i).toString()));
        return node;
    }
}
