package loupe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loupe.access.Task;
import loupe.app.Lesson;
import loupe.app.Method;
import loupe.app.Teacher;
import loupe.app.Workstation;
import loupe.config.RecipeBook;
import loupe.domain.FaultCode;
import loupe.domain.ImageSequence;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.domain.SampleSet.Sample;
import loupe.domain.WholeFile;
import loupe.samples.SampleFolders;
import loupe.train.Material;
import loupe.train.Taught;
import loupe.train.backbone.Backbone;
import loupe.train.backbone.Backbones;
import loupe.train.npad.Npad;
import loupe.train.npad.NpadSums;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Teaches a detector from good parts and writes it as one ONNX file, as a recipe, or both. */
@Command(name = "teach", description = "Teaches a detector from pictures of good parts.")
final class TeachCommand extends Subcommand {
    @Option(
            names = "--method",
            paramLabel = "METHOD",
            defaultValue = "npad",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Method method;

    @Option(
            names = "--good",
            required = true,
            paramLabel = "DIR",
            description = "Folder of good parts, or a data set with train/good.")
    private Path good;

    @Option(
            names = "--defects",
            paramLabel = "DIR",
            description = "Folder of defective parts, one folder a kind, or a labelled set: for methods that use them.")
    private Path defects;

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

    @Option(names = "--resume", description = "Go on with a training that was stopped, with the same words as before.")
    private boolean resume;

    @Option(names = "--json", description = "Print the summary as JSON.")
    private boolean json;

    @Mixin
    private TeachOptions options;

    @Override
    public Integer call() {
        if (defects != null && method.defects() == Method.Defects.UNUSED) {
            throw misuse("--method " + method + " learns from good parts alone: leave --defects out.");
        }
        if (addTo != null && method != Method.NPAD) {
            throw misuse("--add-to works with --method npad.");
        }
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
        try (Workstation station = open(Task.TEACH)) { // before the long work: it may be in use
            return teach(Optional.of(station));
        }
    }

    private int teach(Optional<Workstation> station) {
        List<Path> files = new ArrayList<>(SampleFolders.readGood(good, answers).good());
        Material material = material(files);
        long start = System.nanoTime();
        Taught taught;
        try (ConsoleProgress progress = progress()) {
            taught = addTo == null
                    ? method.teach(material, options.plan(this).in(trainingFolder(), resume), progress)
                    : added(material.good(), station, progress);
        } catch (InspectionFault fault) {
            if (fault.code() == FaultCode.OPS_01 && Files.isDirectory(trainingFolder())) {
                err().println("The training is kept in " + trainingFolder() + "; --resume goes on with it.");
            }
            throw fault;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (model != null) {
            write(taught.onnx());
            taught.beside().accept(model);
        }
        String stored = station.map(s -> store(s, taught, material)).orElse("");
        if (json) {
            out().println(Json.text(tree(taught, files, seconds).put("recipe", stored)));
        } else {
            describe(taught, files, seconds, stored);
        }
        return 0;
    }

    /** Where training by gradient keeps what it needs to be resumed. */
    private Path trainingFolder() {
        return model != null
                ? model.resolveSibling(model.getFileName() + ".training")
                : home().training().resolve(RecipeBook.idFor(recipe));
    }

    /** Reads the defects too, whose files go behind the good ones. */
    private Material material(List<Path> files) {
        List<Path> parts = List.copyOf(files);
        List<Sample> bad = defects == null ? List.of() : SampleFolders.readDefects(defects, answers);
        bad.forEach(s -> files.add(s.image()));
        return Lesson.material(parts, bad);
    }

    private Taught added(ImageSequence images, Optional<Workstation> station, Progress progress) {
        NpadSums before = Files.isRegularFile(Path.of(addTo))
                ? Teacher.sums(Path.of(addTo))
                : station.orElseThrow().teacher().sums(known(station.orElseThrow()));
        Backbone backbone = Backbones.open(options.backbone().orElse(before.backbone()));
        return Npad.add(before, images, backbone, progress).taught();
    }

    private Recipe known(Workstation station) {
        return station.recipes()
                .find(RecipeBook.idFor(addTo))
                .orElseThrow(() -> new InspectionFault(FaultCode.REC_01, addTo));
    }

    private String store(Workstation station, Taught taught, Material material) {
        String id = RecipeBook.idFor(recipe);
        Optional<Recipe> old =
                addTo == null ? Optional.empty() : station.recipes().find(id);
        String name = old.map(Recipe::name).orElse(recipe);
        String source = old.map(Recipe::source).orElse("folder:" + good.toAbsolutePath());
        Lesson lesson = new Lesson(id, name, source, material);
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

    private void describe(Taught taught, List<Path> files, double seconds, String stored) {
        Table table = new Table()
                .row("method", method.toString())
                .row(
                        "images",
                        Integer.toString(files.size() - taught.unreadable().size()))
                .row("seconds", String.format(Locale.ROOT, "%.1f", seconds));
        Json.flat(taught.facts()).forEach(table::row);
        table.row("model", model == null ? "–" : model.toString())
                .row("recipe", stored.isEmpty() ? "–" : stored)
                .print(out());
        taught.unreadable().forEach(i -> err().println("Left out, unreadable: " + files.get(i)));
        taught.suspicious().forEach(i -> err().println("Stands out, please look: " + files.get(i)));
    }

    private ObjectNode tree(Taught taught, List<Path> files, double seconds) {
        ObjectNode node = Json.object();
        node.put("method", method.toString());
        node.put("model", model == null ? null : model.toString());
        node.put("model_bytes", taught.onnx().length);
        node.put("good_parts", taught.heldOutScores().length);
        Json.put(node, "teach_seconds", seconds);
        taught.facts().forEach(node::putPOJO);
        ObjectNode phases = node.putObject("seconds");
        taught.seconds().forEach((phase, s) -> Json.put(phases, phase, s));
        taught.unreadable()
                .forEach(i -> node.withArray("/unreadable").add(files.get(i).toString()));
        taught.suspicious()
                .forEach(i -> node.withArray("/suspicious").add(files.get(i).toString()));
        return node;
    }
}
