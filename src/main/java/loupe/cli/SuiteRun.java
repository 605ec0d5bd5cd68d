package loupe.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import loupe.app.Evaluation;
import loupe.app.EvaluationResult;
import loupe.app.Percentile;
import loupe.detect.FeatureNetwork;
import loupe.domain.Progress;
import loupe.domain.SampleSet;
import loupe.imaging.ImageCodec;
import loupe.samples.SampleFolders;
import loupe.train.backbone.Backbone;
import loupe.train.backbone.Backbones;
import loupe.train.npad.Npad;
import loupe.train.npad.NpadSettings;

/** Teaches and measures every data set of a suite with every backbone; one after the other, one thread. */
final class SuiteRun {
    private static final int WARM_UP = 10;
    private static final int RUNS = 40;

    private final Subcommand command;
    private final TeachOptions options;
    private final Scratch scratch;
    private final Progress progress;

    SuiteRun(Subcommand command, TeachOptions options, Scratch scratch, Progress progress) {
        this.command = command;
        this.options = options;
        this.scratch = scratch;
        this.progress = progress;
    }

    /** Opens all sets and backbones before the first is measured: what is missing is told at once, not after hours. */
    void measure(Suite suite, List<String> names, SuiteTable table) {
        List<Backbone> backbones = names.stream().map(Backbones::open).toList();
        List<SampleSet> sets = new ArrayList<>();
        for (Suite.Entry entry : suite.entries()) {
            sets.add(entry.open(scratch.folder(), progress));
        }
        for (SampleSet set : sets) {
            for (Backbone backbone : backbones) {
                command.err().println(set.name() + ", " + backbone.name());
                table.add(measure(set, backbone));
            }
        }
    }

    private SuiteTable.Cell measure(SampleSet set, Backbone backbone) {
        NpadSettings settings = options.plan(command).npad(backbone);
        long start = System.nanoTime();
        byte[] onnx = Npad.teach(SampleFolders.images(set.training()), backbone, settings, progress)
                .onnx();
        double seconds = (System.nanoTime() - start) / 1e9;
        Path model = scratch.write("model.onnx", onnx);
        EvaluationResult result = Evaluation.of(set, model, progress).taughtIn(seconds);
        return new SuiteTable.Cell(backbone.name(), result, featureMilliseconds(set, backbone, settings));
    }

    private static OptionalDouble featureMilliseconds(SampleSet set, Backbone backbone, NpadSettings settings) {
        double[] times = new double[RUNS];
        try (FeatureNetwork taps = Npad.taps(backbone, settings)) {
            taps.extract(ImageCodec.read(set.training().get(0)));
            for (int i = -WARM_UP; i < RUNS; i++) {
                long nanos = taps.runAgain();
                if (i >= 0) {
                    times[i] = nanos / 1e6;
                }
            }
        }
        Arrays.sort(times);
        return Percentile.of(times, 0.5);
    }
}
