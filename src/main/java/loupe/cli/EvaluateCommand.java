package loupe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.app.Candidate;
import loupe.app.Evaluation;
import loupe.app.EvaluationResult;
import loupe.app.Method;
import loupe.app.MethodTrial;
import loupe.app.Mistakes;
import loupe.app.ModelRecipe;
import loupe.app.OneVsRest;
import loupe.app.TeachingPlan;
import loupe.app.TrialRound;
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
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures a method, a recipe or a model on a labelled data set. */
@Command(name = "evaluate", description = "Measures a method, a recipe or a model on labelled images.")
final class EvaluateCommand extends Subcommand {
    private static final int USUAL_DEFECTS = 30;

    /** What is measured: exactly one of them. */
    private static final class Subject {
        @Option(names = "--method", paramLabel = "METHOD", description = "Teach first: ${COMPLETION-CANDIDATES}.")
        private Method method;

        @Option(names = "--recipe", paramLabel = "R", description = "A recipe of the data folder.")
        private String recipe;

        @Option(names = "--model", paramLabel = "M", description = "A model file.")
        private Path model;
    }

    /** Many data sets × many backbones or methods, instead of one data set. */
    private static final class Many {
        @Option(names = "--suite", required = true, paramLabel = "FILE", description = "A file that names data sets.")
        private Path file;

        @Option(
                names = "--backbones",
                split = ",",
                paramLabel = "B",
                description = "Feature networks for N-pad, by comma: shipped names or ONNX files.")
        private List<String> backbones;

        @Option(
                names = "--methods",
                split = ",",
                paramLabel = "M",
                description = {
                    "Methods, by comma, measured on the same pictures; autoencoder-uncorrupted is the autoencoder",
                    "without its corruptions, for comparison. Those that learn from defects are given",
                    "--defects-per-type of every type (30), but never more than half of them."
                })
        private List<String> methods;

        @Option(
                names = "--keep",
                paramLabel = "DIR",
                description = "Models and figures stay here: the same call again goes on where it was stopped.")
        private Path kept;
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

    @Option(
            names = "--protocol",
            paramLabel = "P",
            defaultValue = "mvtec",
            description = {
                "mvtec: all figures (the default); zfn: accuracy without a missed defect, both classes weighing half;",
                "one-vs-rest: DATASET holds a folder for each class, every class is normal in turn."
            })
    private Protocol protocol;

    @Option(
            names = "--defects-per-type",
            paramLabel = "N",
            description = {
                "With --method: teach from N defects of every type, drawn by --seed, and measure on the rest.",
                "Without it a method that needs defects is measured in five rounds, each defect by a model",
                "that has not seen it."
            })
    private Integer perType;

    @Option(names = "--as", paramLabel = "ANSWER", description = "How an ambiguous folder is meant; may repeat.")
    private List<String> answers = new ArrayList<>();

    @Mixin
    private TeachOptions options;

    @Mixin
    private ViewOptions view;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures to this file.")
    private Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write a page with plots and mistakes.")
    private Path html;

    private List<Certificate.Mistake> mistakes = List.of();

    @Override
    public Integer call() {
        view.allow(this, subject != null && subject.method == null);
        if (many != null) {
            return measureMany();
        }
        if (dataset == null || subject == null) {
            throw misuse(
                    "Either DATASET and one of --method, --recipe, --model, or --suite and --backbones or --methods.");
        }
        if (perType != null
                && (perType < 1 || subject.method == null || subject.method.defects() == Method.Defects.UNUSED)) {
            throw misuse("--defects-per-type is 1 or more, and goes with a --method that learns from defects.");
        }
        if (protocol == Protocol.ONE_VS_REST) {
            return oneVsRest();
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
        if (protocol == Protocol.ZFN) {
            out().println();
            ProtocolText.printZeroMiss(result, out());
        }
        if (json != null) {
            ObjectNode tree = EvaluationText.tree(result);
            ProtocolText.putZeroMiss(tree, result);
            Json.write(json, tree);
        }
        if (html != null) {
            EvaluationText.write(html, result, mistakes);
        }
        return verdict(result.errors(), result.images());
    }

    private int measureMany() {
        if (dataset != null || subject != null || (many.backbones == null) == (many.methods == null)) {
            throw misuse("--suite goes with --backbones or --methods alone.");
        }
        SuiteTable<?> table;
        SuiteRun run;
        try (Scratch scratch = Scratch.make(err());
                ConsoleProgress progress = progress()) {
            run = new SuiteRun(this, options, scratch, progress);
            Suite suite = Suite.read(many.file);
            table = many.backbones != null
                    ? run.backbones(suite, many.backbones)
                    : run.methods(
                            suite,
                            candidates(),
                            perType == null ? USUAL_DEFECTS : perType,
                            Optional.ofNullable(many.kept));
        }
        table.print(out());
        if (json != null) {
            Json.write(json, table.tree());
        }
        return verdict(run.errors(), run.images());
    }

    private List<Candidate> candidates() {
        TeachingPlan plan = options.plan(this);
        Map<String, Candidate> known = new LinkedHashMap<>();
        for (Method method : Method.values()) {
            known.put(method.toString(), Candidate.of(method, plan));
        }
        Candidate plain = Candidate.uncorrupted(plan);
        known.put(plain.name(), plain);
        return many.methods.stream()
                .distinct()
                .map(name -> Optional.ofNullable(known.get(name))
                        .orElseThrow(() -> misuse("--methods knows " + String.join(", ", known.keySet()) + ".")))
                .toList();
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
        try (Inspector inspector = view.judge(recipe, detector)) {
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
        OnnxDetector detector = Detectors.open(model, ProviderPreference.AUTO);
        try (Inspector inspector =
                view.judge(ModelRecipe.of(detector.info(), "").recipe(), detector)) {
            return measure(set, inspector, progress);
        }
    }

    private EvaluationResult teachAndMeasure(SampleSet set, Progress progress) {
        TeachingPlan plan = options.plan(this);
        List<TrialRound> rounds = rounds(set, plan.seed());
        try (Scratch scratch = Scratch.make(err());
                MethodTrial trial = MethodTrial.open(subject.method, plan, scratch.folder())) {
            if (rounds.size() > 1) {
                return trial.measure(set, rounds, progress);
            }
            TrialRound only = rounds.get(0);
            long start = System.nanoTime();
            byte[] onnx = trial.teach(only, progress).onnx();
            double seconds = (System.nanoTime() - start) / 1e9;
            SampleSet tested = new SampleSet(set.name(), only.good(), only.tested());
            return open(tested, scratch.write("model.onnx", onnx), progress).taughtIn(seconds);
        }
    }

    private List<TrialRound> rounds(SampleSet set, long seed) {
        if (perType != null) {
            return TrialRound.perType(set, perType, seed);
        }
        boolean needed = subject.method.defects() == Method.Defects.NEEDED;
        return needed ? TrialRound.folds(set, seed) : TrialRound.goodOnly(set);
    }

    private int oneVsRest() {
        if (subject.method == null || perType != null || html != null) {
            throw misuse("--protocol one-vs-rest goes with --method, without --defects-per-type and --html.");
        }
        TeachingPlan plan = options.plan(this);
        List<OneVsRest.Row> rows;
        try (Scratch scratch = Scratch.make(err());
                ConsoleProgress progress = progress();
                MethodTrial trial = MethodTrial.open(subject.method, plan, scratch.folder())) {
            rows = OneVsRest.of(dataset, subject.method, trial, plan.seed(), progress);
        }
        ProtocolText.printOneVsRest(rows, out());
        if (json != null) {
            Json.write(json, ProtocolText.tree(rows));
        }
        int errors = rows.stream().mapToInt(r -> r.result().errors()).sum();
        return verdict(errors, rows.stream().mapToInt(r -> r.result().images()).sum());
    }
}
