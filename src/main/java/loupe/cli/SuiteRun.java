package loupe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import loupe.app.Candidate;
import loupe.app.Comparison;
import loupe.app.ComparisonRow;
import loupe.app.ComparisonRow.Figures;
import loupe.app.Evaluation;
import loupe.app.EvaluationResult;
import loupe.app.Percentile;
import loupe.app.TrialRound;
import loupe.cli.SuiteTable.Column;
import loupe.detect.FeatureNetwork;
import loupe.domain.Progress;
import loupe.domain.SampleSet;
import loupe.imaging.ImageCodec;
import loupe.samples.SampleFolders;
import loupe.train.backbone.Backbone;
import loupe.train.backbone.Backbones;
import loupe.train.npad.Npad;
import loupe.train.npad.NpadSettings;

/** Teaches and measures every data set of a suite with every backbone or method; one after the other, one thread. */
final class SuiteRun {
    private static final int WARM_UP = 10;
    private static final int RUNS = 40;

    private static final List<Column<Cell>> OF_BACKBONES = List.of(
            new Column<>("IMAGE AUROC", "image_auroc", 4, c -> c.result.imageAuroc()),
            new Column<>("PIXEL AUROC", "pixel_auroc", 4, c -> c.result.pixelAuroc()),
            new Column<>("AU-PRO 0.3", "au_pro", 4, c -> c.result.auPro()),
            new Column<>("MS P50", "ms_p50", 1, c -> c.result.msP50()),
            new Column<>("FEATURES MS P50", "feature_ms_p50", 1, Cell::featureMs),
            new Column<>("TEACH S", "teach_seconds", 1, c -> c.result.teachSeconds()),
            new Column<>("MODEL MB", "model_mb", 1, c -> OptionalDouble.of(c.result.modelBytes() / 1e6)));

    private static final List<Column<ComparisonRow>> OF_METHODS = List.of(
            new Column<>("IMAGE AUROC", "image_auroc", 4, figure(Figures::imageAuroc)),
            new Column<>("AU-PRO 0.3", "au_pro", 4, figure(Figures::auPro)),
            new Column<>("ACC ZFN", "accuracy_zfn", 4, figure(Figures::accuracyZfn)),
            new Column<>("TEACH MIN", "teach_minutes", 1, figure(SuiteRun::minutes)),
            new Column<>("MS P50", "ms_p50", 1, figure(Figures::msP50)),
            new Column<>("MODEL MB", "model_mb", 1, figure(f -> OptionalDouble.of(f.modelBytes() / 1e6))));

    private final Subcommand command;
    private final TeachOptions options;
    private final Scratch scratch;
    private final Progress progress;
    private int images;
    private int errors;

    /**
     * One data set with one backbone.
     *
     * @param featureMs median time of the backbone alone
     */
    private record Cell(EvaluationResult result, OptionalDouble featureMs) {
        ObjectNode tree() {
            ObjectNode node = EvaluationText.tree(result);
            Json.put(node, "feature_ms_p50", featureMs);
            return node;
        }
    }

    SuiteRun(Subcommand command, TeachOptions options, Scratch scratch, Progress progress) {
        this.command = command;
        this.options = options;
        this.scratch = scratch;
        this.progress = progress;
    }

    private static Function<ComparisonRow, OptionalDouble> figure(Function<Figures, OptionalDouble> one) {
        return row -> row.figures().map(one).orElse(OptionalDouble.empty());
    }

    private static OptionalDouble minutes(Figures figures) {
        return figures.teachSeconds().isPresent()
                ? OptionalDouble.of(figures.teachSeconds().getAsDouble() / 60)
                : OptionalDouble.empty();
    }

    /** Pictures tried by now. */
    int images() {
        return images;
    }

    /** Pictures without a verdict, and candidates that could not be taught or measured. */
    int errors() {
        return errors;
    }

    /** Opens all sets and backbones before the first is measured: what is missing is told at once, not after hours. */
    SuiteTable<?> backbones(Suite suite, List<String> names) {
        List<Backbone> backbones = names.stream().map(Backbones::open).toList();
        SuiteTable<Cell> table = new SuiteTable<>("backbone", OF_BACKBONES, Cell::tree);
        for (SampleSet set : open(suite, scratch.folder())) {
            for (Backbone backbone : backbones) {
                command.err().println(set.name() + ", " + backbone.name());
                Cell cell = measure(set, backbone);
                images += cell.result.images();
                errors += cell.result.errors();
                table.add(set.name(), backbone.name(), cell);
            }
        }
        return table;
    }

    /**
     * Every set with every candidate.
     *
     * @param most pictures of every type of defect that are taught from
     * @param kept where models and figures stay; empty = nowhere
     */
    SuiteTable<?> methods(Suite suite, List<Candidate> candidates, int most, Optional<Path> kept) {
        SuiteTable<ComparisonRow> table = new SuiteTable<>("method", OF_METHODS, SuiteRun::tree);
        Path folder = kept.orElse(scratch.folder());
        for (SampleSet set : open(suite, folder)) {
            TrialRound round =
                    TrialRound.shared(set, most, options.plan(command).seed());
            Comparison.run(
                    new Comparison.Job(folder.resolve(set.name()), set.name(), round, candidates),
                    new Comparison.Listener() {
                        @Override
                        public void begins(Candidate candidate) {
                            command.err().println(set.name() + ", " + candidate.name());
                        }

                        @Override
                        public void ends(ComparisonRow row) {
                            table.add(set.name(), row.candidate().name(), row);
                            count(row);
                        }
                    },
                    progress);
        }
        return table;
    }

    private void count(ComparisonRow row) {
        row.figures().ifPresent(f -> {
            images += f.good() + f.defects() + f.errors();
            errors += f.errors();
        });
        row.fault().ifPresent(fault -> {
            errors++;
            command.err().println(fault.getMessage());
        });
    }

    private static ObjectNode tree(ComparisonRow row) {
        ObjectNode node = row.figures().map(Figures::tree).orElseGet(Json::object);
        row.fault().ifPresent(fault -> node.put("fault", fault.getMessage()));
        return node;
    }

    private List<SampleSet> open(Suite suite, Path drawn) {
        List<SampleSet> sets = new ArrayList<>();
        for (Suite.Entry entry : suite.entries()) {
            sets.add(entry.open(drawn, progress));
        }
        return sets;
    }

    private Cell measure(SampleSet set, Backbone backbone) {
        NpadSettings settings = options.plan(command).npad(backbone);
        long start = System.nanoTime();
        byte[] onnx = Npad.teach(SampleFolders.images(set.training()), backbone, settings, progress)
                .onnx();
        double seconds = (System.nanoTime() - start) / 1e9;
        Path model = scratch.write("model.onnx", onnx);
        EvaluationResult result = Evaluation.of(set, model, progress).taughtIn(seconds);
        return new Cell(result, featureMilliseconds(set, backbone, settings));
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
