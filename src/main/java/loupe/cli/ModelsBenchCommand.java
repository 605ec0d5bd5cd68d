package loupe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loupe.app.Percentile;
import loupe.detect.BareSession;
import loupe.detect.Detectors;
import loupe.detect.GoldenVectors;
import loupe.detect.OnnxDetector;
import loupe.detect.ProviderPreference;
import loupe.detect.ProviderTrials;
import loupe.domain.Image;
import loupe.domain.Progress;
import loupe.domain.ProviderTrial;
import loupe.domain.Tiling;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Times a model on every execution provider, and what Loupe adds to the bare model. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Times a model on every execution provider, and a whole prediction against the bare model on the CPU.",
            "With --tiles also a large image in tiles.",
            "Close other programs first; they are measured too."
        })
final class ModelsBenchCommand extends Subcommand {
    @Parameters(paramLabel = "FILE", description = "ONNX model.")
    private Path file;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "200", description = "Runs on each (${DEFAULT-VALUE}).")
    private int runs;

    @Mixin
    private TileOption tiles;

    private static final long MOST_PIXELS = 400_000_000;

    @Option(
            names = "--image",
            paramLabel = "WxH",
            defaultValue = "5472x3648",
            description = "Size of the large image for --tiles, pixels (${DEFAULT-VALUE}).")
    private String size;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (runs < 1) {
            throw misuse("--runs must be at least 1.");
        }
        if (!size.matches("[1-9]\\d{1,4}x[1-9]\\d{1,4}")) {
            throw misuse("--image is a size such as 5472x3648.");
        }
        List<ProviderTrial> trials = ProviderTrials.of(file, ProviderPreference.AUTO, runs, Progress.NONE);
        double ratio = ratio();
        Optional<TileBench.Result> large = large();
        if (json) {
            ObjectNode node = Json.object();
            node.set("providers", TrialTable.tree(trials));
            Json.put(node, "whole_to_bare", ratio);
            large.ifPresent(l -> node.set("large_image", l.tree()));
            out().println(Json.text(node));
        } else {
            TrialTable.of(trials).print(out());
            out().println();
            out().println(String.format(
                    Locale.ROOT, "Whole prediction to bare model on the CPU, median of pairs: %.3f", ratio));
            large.ifPresent(l -> l.print(out()));
        }
        return ProviderTrial.isAlarming(trials) ? LoupeCommand.FAULT : 0;
    }

    private Optional<TileBench.Result> large() {
        if (!tiles.isAsked()) {
            return Optional.empty();
        }
        int[] sides = Arrays.stream(size.split("x")).mapToInt(Integer::parseInt).toArray();
        if ((long) sides[0] * sides[1] > MOST_PIXELS) {
            throw misuse("--image has at most " + MOST_PIXELS / 1_000_000 + " million pixels.");
        }
        OnnxDetector detector = Detectors.open(file, ProviderPreference.AUTO);
        Optional<Tiling> tiling = tiles.on(detector.profile().size());
        if (tiling.isEmpty()) {
            detector.close();
            return Optional.empty();
        }
        try (TileBench bench = new TileBench(detector, tiling.get(), sides[0], sides[1])) {
            return Optional.of(bench.run());
        }
    }

    /** The two alternate, so that whatever else the computer does hits both. */
    private double ratio() {
        Image image = GoldenVectors.draw("noise");
        double[] ratios = new double[runs];
        try (OnnxDetector detector = Detectors.open(file, ProviderPreference.CPU);
                BareSession bare = BareSession.open(file, ProviderPreference.CPU)) {
            for (int i = -runs; i < runs; i++) {
                double whole = detector.predict(image).timings().total();
                double ratio = whole / bare.run();
                if (i >= 0) {
                    ratios[i] = ratio;
                }
            }
        }
        Arrays.sort(ratios);
        return Percentile.of(ratios, 0.5).orElseThrow();
    }
}
