package loupe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import loupe.app.Lesson;
import loupe.app.Method;
import loupe.app.Teacher;
import loupe.app.TeachingPlan;
import loupe.app.Workstation;
import loupe.config.Home;
import loupe.config.RecipeBook;
import loupe.detect.BareSession;
import loupe.detect.Detectors;
import loupe.detect.ProviderPreference;
import loupe.domain.Image;
import loupe.domain.ImageSequence;
import loupe.domain.Inspector;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.train.Material;
import loupe.train.Taught;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what Loupe adds to the bare model, how long teaching takes and how soon the first verdict comes. */
@Command(
        name = "bench",
        description = {
            "Measures on the demo line: whole frame against bare session, teaching, first verdict after a warm start.",
            "Uses a temporary data folder. Close other programs first; they are measured too."
        })
final class BenchCommand extends Subcommand {
    private static final int GOOD_PARTS = 100;
    private static final int FRAMES = 16;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures to this file.")
    private Path json;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "How long frames are measured (${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
            names = "--calibration",
            description = "Measure calibration instead: re-deciding, the whole update of the screen, pixel metrics.")
    private boolean calibration;

    @Override
    public Integer call() {
        if (!(seconds > 0)) {
            throw misuse("--seconds must be more than 0.");
        }
        if (calibration) {
            tell(new CalibrationBench().run());
            return 0;
        }
        try (Scratch scratch = Scratch.make(err())) {
            tell(measure(new Home(scratch.folder())));
            return 0;
        }
    }

    private void tell(ObjectNode figures) {
        figures.properties().forEach(e -> out().println(e.getKey() + " " + e.getValue()));
        if (json != null) {
            Json.write(json, figures);
        }
    }

    private ObjectNode measure(Home home) {
        Taught taught;
        FrameBench.Result frames;
        try (ConsoleProgress progress = progress()) {
            taught = teach(progress);
            frames = frames(home, store(home, taught), progress);
        }
        double teachSeconds = taught.seconds().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        List<Double> ms = frames.steps();
        err().printf(Locale.ROOT, "%d pairs, median of paired ratios %.3f%n", frames.pairs(), frames.pairedRatio());
        err().printf(
                        Locale.ROOT,
                        "medians in ms: preprocess %.2f, inference %.2f, postprocess %.2f, overlay %.2f%n",
                        ms.get(0),
                        ms.get(1),
                        ms.get(2),
                        ms.get(3));
        ObjectNode node = Json.object();
        Json.put(node, "end_to_end_ratio", frames.ratio());
        Json.put(node, "frame_ms_p50", frames.frameP50());
        Json.put(node, "frame_ms_p99", frames.frameP99());
        Json.put(node, "session_ms_p50", frames.sessionP50());
        Json.put(node, "alloc_bytes_per_frame", Math.rint(frames.allocatedBytes()));
        Json.put(node, "teach_seconds", teachSeconds);
        Json.put(node, "first_verdict_seconds", WarmStart.seconds(home));
        return node;
    }

    /** The parts are drawn beforehand: a real line reads them from a disk. */
    private static Taught teach(Progress progress) {
        List<Image> parts = drawn(GOOD_PARTS);
        return Method.NPAD.teach(Material.good(ImageSequence.of(parts)), TeachingPlan.DEFAULT, progress);
    }

    private static List<Image> drawn(int count) {
        ImageSequence line = Teacher.demoParts(count);
        List<Image> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(line.load(i));
        }
        return parts;
    }

    private static Recipe store(Home home, Taught taught) {
        try (Workstation station = Workstation.open(home)) {
            Lesson lesson = new Lesson(Teacher.DEMO, "Bench", "demo:", Material.good(Teacher.demoParts(GOOD_PARTS)));
            return station.teacher().store(lesson, taught);
        }
    }

    private FrameBench.Result frames(Home home, Recipe recipe, Progress progress) {
        Path model = new RecipeBook(home, Clock.systemUTC()).modelPath(recipe);
        try (Inspector inspector =
                        new Inspector(recipe, Detectors.open(model, ProviderPreference.AUTO), Clock.systemUTC());
                BareSession session = BareSession.open(model, ProviderPreference.AUTO);
                FrameBench bench = new FrameBench(inspector, session, drawn(FRAMES))) {
            return bench.run(seconds, progress);
        }
    }
}
