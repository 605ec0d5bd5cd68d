package loupe.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import loupe.app.Evaluation;
import loupe.app.EvaluationResult;
import loupe.app.Method;
import loupe.app.Mistakes;
import loupe.app.ModelRecipe;
import loupe.app.TeachingPlan;
import loupe.config.RecipeBook;
import loupe.detect.Detectors;
import loupe.detect.OnnxDetector;
import loupe.detect.ProviderPreference;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.domain.SampleSet;
import loupe.report.Certificate;
import loupe.samples.SampleFolders;
import loupe.train.Material;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures a method, a recipe or a model on a labelled data set. */
@Command(name = "evaluate", description = "Measures a method, a recipe or a model on labelled images.")
final class EvaluateCommand extends Subcommand {
    /** What is measured: exactly one of them. */
    private static final class Subject {
        @Option(names = "--method", paramLabel = "METHOD", description = "Teach first: ${COMPLETION-CANDIDATES}.")
        private Method method;

        @Option(names = "--recipe", paramLabel = "R", description = "A recipe of the data folder.")
        private String recipe;

        @Option(names = "--model", paramLabel = "M", description = "A model file.")
        private Path model;
    }

    /** Many data sets × many backbones, instead of one data set. */
    private static final class Many {
        @Option(names = "--suite", required = true, paramLabel = "FILE", description = "A file that names data sets.")
        private Path file;

        @Option(
                names = "--backbones",
                required = true,
                split = ",",
                paramLabel = "B",
                description = "Feature networks, by comma: shipped names or ONNX files.")
        private List<String> backbones;
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "DATASET",
            description = "Folder of labelled images, in any layout that Loupe reads.")
    private Path dataset;

    @ArgGroup(multiplicity = "0..1")
    private Subject subject;

    @ArgGroup(exclusive = false, multiplicity = "0..1")
    private Many many;

    @Option(names = "--as", paramLabel = "ANSWER", description = "How an ambiguous folder is meant; may repeat.")
    private List<String> answers = new ArrayList<>();

    @Mixin
    private TeachOptions options;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures to this file.")
    private Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write a page with plots and mistakes.")
    private Path html;

    private List<Certificate.Mistake> mistakes = List.of();

    @Override
    public Integer call() {
        if (many != null) {
            return measureMany();
        }
        if (dataset == null || subject == null) {
            throw misuse("Either DATASET and one of --method, --recipe, --model, or --suite and --backbones.");
        }
        SampleSet set = SampleFolders.read(dataset, answers);
        if (set.test().isEmpty()) {
            throw new InspectionFault(FaultCode.TEA_03, dataset, "there is no test image");
        }
        EvaluationResult result;
        try (ConsoleProgress progress = progress()) {
            result = measure(set, progress);
        }
        EvaluationText.print(result, out());
        if (json != null) {
            Json.write(json, EvaluationText.tree(result));
        }
        if (html != null) {
            EvaluationText.write(html, result, mistakes);
        }
        return verdict(result.errors(), result.images());
    }

    private int measureMany() {
        if (dataset != null || subject != null) {
            throw misuse("--suite goes with --backbones alone.");
        }
        SuiteTable table = new SuiteTable();
        try (Scratch scratch = Scratch.make(err());
                ConsoleProgress progress = progress()) {
            new SuiteRun(this, options, scratch, progress).measure(Suite.read(many.file), many.backbones, table);
        }
        table.print(out());
        if (json != null) {
            Json.write(json, table.tree());
        }
        return verdict(table.errors(), table.images());
    }

    private int verdict(int errors, int images) {
        if (errors > 0) {
            err().println(errors + " of " + images + " images had no verdict; see the log.");
            return LoupeCommand.FAULT;
        }
        return 0;
    }

    private EvaluationResult measure(SampleSet set, Progress progress) {
        if (subject.method != null) {
            return teachAndMeasure(set, progress);
        }
        if (subject.model != null) {
            return open(set, subject.model, progress);
        }
        RecipeBook book = new RecipeBook(home(), Clock.systemUTC());
        Recipe recipe =
                book.find(subject.recipe).orElseThrow(() -> new InspectionFault(FaultCode.REC_01, subject.recipe));
        OnnxDetector detector = Detectors.open(book.modelPath(recipe), ProviderPreference.AUTO);
        try (Inspector inspector = new Inspector(recipe, detector, Clock.systemUTC())) {
            return measure(set, inspector, progress);
        }
    }

    private EvaluationResult measure(SampleSet set, Inspector inspector, Progress progress) {
        EvaluationResult result = Evaluation.of(set, inspector, progress);
        if (html != null && result.f1Threshold().isPresent()) {
            double limit = result.f1Threshold().getAsDouble();
            mistakes = Mistakes.of(result.scored(), limit, inspector.recipe().scale(), inspector);
        }
        return result;
    }

    private EvaluationResult open(SampleSet set, Path model, Progress progress) {
        try (Inspector inspector = inspector(model)) {
            return measure(set, inspector, progress);
        }
    }

    /** Opens a model file by itself and measures it. */
    static EvaluationResult measure(SampleSet set, Path model, Progress progress) {
        try (Inspector inspector = inspector(model)) {
            return Evaluation.of(set, inspector, progress);
        }
    }

    private static Inspector inspector(Path model) {
        OnnxDetector detector = Detectors.open(model, ProviderPreference.AUTO);
        Recipe recipe = ModelRecipe.of(detector.info(), "").recipe();
        return new Inspector(recipe, detector, Clock.systemUTC());
    }

    private EvaluationResult teachAndMeasure(SampleSet set, Progress progress) {
        TeachingPlan plan = options.plan(this);
        Material material = Material.good(SampleFolders.images(set.training()));
        long start = System.nanoTime();
        byte[] onnx = subject.method.teach(material, plan, progress).onnx();
        double seconds = (System.nanoTime() - start) / 1e9;
        try (Scratch scratch = Scratch.make(err())) {
            return open(set, scratch.write("model.onnx", onnx), progress).taughtIn(seconds);
        }
    }
}
