package loupe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import loupe.app.Evaluation;
import loupe.app.EvaluationResult;
import loupe.app.ModelRecipe;
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
import loupe.imaging.SampleFolders;
import loupe.train.backbone.Backbone;
import loupe.train.backbone.Backbones;
import loupe.train.npad.Npad;
import loupe.train.npad.NpadSettings;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures a method, a recipe or a model on a labelled data set. */
@Command(
        name = "evaluate",
        description = "Measures a method, a recipe or a model on labelled images in the MVTec layout.")
final class EvaluateCommand extends Subcommand {
    /** What is measured: exactly one of them. */
    private static final class Subject {
        @Option(names = "--method", paramLabel = "METHOD", description = "Teach on train/good first: npad.")
        private Method method;

        @Option(names = "--recipe", paramLabel = "R", description = "A recipe of the data folder.")
        private String recipe;

        @Option(names = "--model", paramLabel = "M", description = "A model file.")
        private Path model;
    }

    @Parameters(paramLabel = "DATASET", description = "Folder with test/TYPE, ground_truth/TYPE and train/good.")
    private Path dataset;

    @ArgGroup(multiplicity = "1")
    private Subject subject;

    @Mixin
    private NpadOptions options;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures to this file.")
    private Path json;

    @Override
    public Integer call() {
        SampleSet set = SampleFolders.read(dataset);
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
        if (result.errors() > 0) {
            err().println(result.errors() + " of " + result.images() + " images had no verdict; see the log.");
            return LoupeCommand.FAULT;
        }
        return 0;
    }

    private EvaluationResult measure(SampleSet set, Progress progress) {
        if (subject.method != null) {
            return teachAndMeasure(set, progress);
        }
        if (subject.model != null) {
            return measure(set, subject.model, progress);
        }
        RecipeBook book = new RecipeBook(home(), Clock.systemUTC());
        Recipe recipe =
                book.find(subject.recipe).orElseThrow(() -> new InspectionFault(FaultCode.REC_01, subject.recipe));
        OnnxDetector detector = Detectors.open(book.modelPath(recipe), ProviderPreference.AUTO);
        try (Inspector inspector = new Inspector(recipe, detector, Clock.systemUTC())) {
            return Evaluation.of(set, inspector, progress);
        }
    }

    private static EvaluationResult measure(SampleSet set, Path model, Progress progress) {
        OnnxDetector detector = Detectors.open(model, ProviderPreference.AUTO);
        Recipe recipe = ModelRecipe.of(detector.info(), "").recipe();
        try (Inspector inspector = new Inspector(recipe, detector, Clock.systemUTC())) {
            return Evaluation.of(set, inspector, progress);
        }
    }

    private EvaluationResult teachAndMeasure(SampleSet set, Progress progress) {
        Backbone backbone = Backbones.open(options.backbone());
        NpadSettings settings = options.settings(this, backbone);
        long start = System.nanoTime();
        byte[] onnx = Npad.teach(SampleFolders.images(set.training()), backbone, settings, progress)
                .onnx();
        double seconds = (System.nanoTime() - start) / 1e9;
        Path model = null;
        try {
            model = Files.createTempFile("loupe-", ".onnx");
            Files.write(model, onnx);
            return measure(set, model, progress).taughtIn(seconds);
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, String.valueOf(model), String.valueOf(e.getMessage()));
        } finally {
            delete(model);
        }
    }

    private void delete(Path model) {
        try {
            if (model != null) {
                Files.deleteIfExists(model);
            }
        } catch (IOException e) {
            err().println("Left behind: " + model);
        }
    }
}
