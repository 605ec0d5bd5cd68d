package loupe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loupe.app.TrainingProcess;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.imaging.ImageFiles;
import loupe.train.backbone.Backbones;
import loupe.train.backbone.DistillSettings;
import loupe.train.backbone.Distillation;
import loupe.train.backbone.Student;
import loupe.train.gradient.Step;
import loupe.train.gradient.Watcher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Trains a small backbone to predict a large one's features. The work is done by the same command with
 * {@code --worker} in a process of its own, which prints a line of JSON every ten steps.
 */
@Command(
        name = "distill",
        description = "Trains a small backbone of our own to predict a large one's features, on any photographs.")
final class DistillCommand extends Subcommand {
    private static final int EVERY = 10;
    private static final int HEAP_MEGABYTES = 1024;

    @Option(names = "--teacher", required = true, paramLabel = "ONNX", description = "The network to learn from.")
    private Path teacher;

    @Option(
            names = "--images",
            required = true,
            paramLabel = "DIR",
            description = "Folder of photographs, at least 20; may be given more than once.")
    private List<Path> images;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "ONNX",
            description = "The backbone to write; its card and its checkpoint go beside it.")
    private Path out;

    @Option(
            names = "--student",
            paramLabel = "SIZE",
            defaultValue = "s",
            description = "xs, s or m (${DEFAULT-VALUE}).")
    private String student;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How long to train (${DEFAULT-VALUE}).")
    private long steps;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "0",
            description = "End by time instead; the result then depends on the machine.")
    private double minutes;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "16", description = "Crops a step (${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--crop",
            paramLabel = "PIXELS",
            defaultValue = "192",
            description = "Side of a crop, a multiple of 16 (${DEFAULT-VALUE}).")
    private int crop;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "0.002",
            description = "Highest learning rate (${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed, steps and threads give the same file (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "For PyTorch and for the teacher, each (${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--save-every",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "From one checkpoint to the next (${DEFAULT-VALUE}).")
    private double saveSeconds;

    @Option(
            names = "--from",
            paramLabel = "CHECKPOINT",
            description = "Begin with the weights of another training's checkpoint instead of drawn ones.")
    private Path origin;

    @Option(names = "--resume", description = "Go on from the checkpoint beside the output.")
    private boolean resume;

    @Option(names = "--json", description = "Print progress and result as lines of JSON.")
    private boolean json;

    @Option(names = "--worker", hidden = true, description = "Do the work in this process.")
    private boolean worker;

    @Override
    public Integer call() {
        DistillSettings settings = settings();
        if (worker) {
            try (Leash leash = Leash.attach()) {
                return work(settings, leash);
            }
        }
        List<String> words = new ArrayList<>(words());
        words.add("--worker");
        try (TrainingProcess process = TrainingProcess.start(words, HEAP_MEGABYTES, home().logs());
                ConsoleProgress progress = progress()) {
            return process.follow(line -> told(line, progress));
        }
    }

    private DistillSettings settings() {
        Student size = Student.SIZES.stream()
                .filter(s -> s.name().equals(student))
                .findFirst()
                .orElseThrow(() -> misuse("--student is xs, s or m."));
        try {
            return new DistillSettings(size, crop, batch, steps, minutes, rate, seed, threads);
        } catch (IllegalArgumentException e) {
            throw misuse("These settings cannot be trained with: " + e.getMessage() + ".");
        }
    }

    private int work(DistillSettings settings, Leash leash) {
        List<Path> files = new ArrayList<>();
        images.forEach(folder -> files.addAll(ImageFiles.list(folder)));
        try (Distillation run =
                new Distillation(Backbones.open(teacher), files, settings, out, Optional.ofNullable(origin))) {
            List<Double> errors = run.run(resume, saveSeconds, watcher(leash));
            ObjectNode node = Json.object();
            node.put("out", out.toString());
            errors.forEach(e -> node.withArray("/held_out_error").add(e));
            line(node);
        }
        return 0;
    }

    private Watcher watcher(Leash leash) {
        return new Watcher() {
            @Override
            public void step(Step step) {
                tell(step);
            }

            @Override
            public boolean isStopped() {
                return leash.isPulled();
            }
        };
    }

    private void tell(Step step) {
        if (step.step() % EVERY != 0) {
            return;
        }
        line(TrainingLine.of("distill.train", step));
    }

    private void line(ObjectNode node) {
        out().println(Json.line(node));
        out().flush();
    }

    /** One line of the worker: shown as progress, the last one as the result. */
    private void told(String line, ConsoleProgress progress) {
        if (json) {
            out().println(line);
            return;
        }
        JsonNode node = read(line);
        if (node.has("held_out_error")) {
            progress.close();
            new Table()
                    .row("backbone", node.path("out").asText())
                    .row("held-out error", shares(node.path("held_out_error")))
                    .print(out());
        } else {
            progress.update(
                    "distill.train",
                    Math.round(1000 * node.path("done").asDouble()),
                    1000,
                    String.format(
                            Locale.ROOT,
                            "step %d, loss %.3f, %.0f min to go",
                            node.path("step").asLong(),
                            node.path("loss").asDouble(),
                            node.path("eta_seconds").asDouble() / 60));
        }
    }

    private static String shares(JsonNode errors) {
        List<String> texts = new ArrayList<>();
        errors.forEach(e -> texts.add(String.format(Locale.ROOT, "%.3f", e.asDouble())));
        return String.join(" / ", texts) + " of the teacher's variance at stride 4 / 8 / 16";
    }

    private static JsonNode read(String line) {
        try {
            return Json.read(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.SYS_02, e, "not a line of progress: " + line);
        }
    }
}
