package loupe.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loupe.access.Task;
import loupe.app.ModelImport;
import loupe.app.ModelImport.Probe;
import loupe.app.ParityDoctor;
import loupe.app.Workstation;
import loupe.detect.Detectors;
import loupe.detect.OnnxDetector;
import loupe.detect.ProviderPreference;
import loupe.detect.profile.Families;
import loupe.detect.profile.ModelProfile;
import loupe.detect.profile.ProfileJson;
import loupe.domain.Recipe;
import loupe.domain.SampleSet.Sample;
import loupe.samples.SampleFolders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a recipe of somebody's ONNX model: says what was recognised and why, probes, compares, stores. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes a recipe of an ONNX model of any maker. Says what it was recognised as and why, every field with its"
                    + " value, what it gives for test pictures, and how it fares when fed in other ways.",
            "The recipe passes no part until it is calibrated."
        },
        footer = {"", "Exit codes: 0 stored (or only looked at), 2 a fault, 64 not understood."})
final class ModelsImportCommand extends Subcommand {
    private static final int REFERENCES = 5;

    @Parameters(paramLabel = "FILE", description = "ONNX model; what its exporter put beside it is read as well.")
    private Path file;

    @Option(names = "--samples", paramLabel = "DIR", description = "Labelled images, for the parity doctor.")
    private Path samples;

    @Option(names = "--as", paramLabel = "ANSWER", description = "How an ambiguous sample folder is meant; may repeat.")
    private List<String> answers = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "FIELD=VALUE",
            description = "Change a field, for example input.order=bgr or reading.defects=[1,2]; may repeat.")
    private List<String> sets = new ArrayList<>();

    @Option(
            names = "--family",
            paramLabel = "NAME",
            description = "Read it as this family, or as custom and say what each output is.")
    private Optional<String> family = Optional.empty();

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the recipe (default: the file's).")
    private Optional<String> name = Optional.empty();

    @Option(names = "--look", description = "Only look: store nothing.")
    private boolean look;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        ModelProfile profile = resolve();
        if (!profile.questions().isEmpty()) {
            show(profile, List.of());
            err().println("Somebody must say first:");
            profile.questions().forEach(q -> err().println("  --set " + q));
            return LoupeCommand.FAULT;
        }
        List<Sample> labelled = samples == null ? List.of() : labelled();
        try (OnnxDetector first = Detectors.open(file, profile, ProviderPreference.CPU)) {
            List<Probe> probes = ModelImport.probe(
                    first, labelled.stream().map(Sample::image).findFirst());
            ModelProfile read = ModelImport.asProbed(profile, probes);
            if (read.equals(profile)) {
                examine(first, probes, labelled);
                return 0;
            }
            err().println("Its scores leave 0…1: they are raw, and the thresholds of the maker mean nothing.");
            try (OnnxDetector second = Detectors.open(file, read, ProviderPreference.CPU)) {
                examine(second, probes, labelled);
            }
            return 0;
        }
    }

    private ModelProfile resolve() {
        try {
            return ModelImport.resolve(file, family, sets);
        } catch (IllegalArgumentException e) {
            boolean known = family.isEmpty()
                    || Families.names().contains(family.get())
                    || family.get().equals("custom");
            throw misuse(known ? e.getMessage() : "No family “" + family.get() + "”; custom or " + Families.names());
        }
    }

    private List<Sample> labelled() {
        return SampleFolders.read(samples, answers).test();
    }

    private void examine(OnnxDetector detector, List<Probe> probes, List<Sample> labelled) {
        show(detector.profile(), probes);
        ModelImport.warnings(detector.profile(), probes).forEach(err()::println);
        Optional<ParityDoctor> doctor = Optional.empty();
        if (!labelled.isEmpty()) {
            try (ConsoleProgress progress = progress()) {
                doctor = Optional.of(ParityDoctor.examine(detector, labelled, progress));
            }
            doctor.ifPresent(this::show);
        }
        Optional<Recipe> stored = look ? Optional.empty() : Optional.of(store(detector, labelled));
        if (json) {
            out().println(Json.text(tree(detector.profile(), probes, doctor, stored)));
        } else {
            stored.ifPresent(r -> out().println(r.id() + " v" + r.version() + " “" + r.name()
                    + "” stored, uncalibrated: every part is for review until “loupe calibrate” has set limits."));
        }
    }

    private Recipe store(OnnxDetector detector, List<Sample> labelled) {
        String title = name.orElseGet(() -> ModelImport.nameOf(file));
        List<Path> pictures =
                labelled.stream().limit(REFERENCES).map(Sample::image).toList();
        try (Workstation station = open(Task.RECIPES)) {
            return station.exchange().keep(detector, file, title, pictures);
        }
    }

    private void show(ModelProfile profile, List<Probe> probes) {
        if (json) {
            return;
        }
        out().println(profile.family() + ": " + profile.reason());
        out().println();
        Table table = new Table();
        ProfileJson.fields(profile).forEach((field, value) -> {
            if (!field.equals("family") && !field.equals("reason")) {
                table.row(field, value);
            }
        });
        table.print(out());
        out().println();
        if (!probes.isEmpty()) {
            Table seen = new Table().row("PROBE", "SCORE", "MAP FROM", "TO", "SIZE");
            probes.forEach(p -> seen.row(
                    p.picture(),
                    number(p.score()),
                    number(p.lowest()),
                    number(p.highest()),
                    p.width() + "×" + p.height()));
            seen.print(out());
            out().println();
        }
    }

    private void show(ParityDoctor doctor) {
        if (!json) {
            Table table = new Table().row("FED AS", "AUROC", "GOOD", "DEFECTS", "SHIFT", "AT 0 OR 1");
            doctor.rows()
                    .forEach(r -> table.row(
                            r.way() + (r.set().isEmpty() ? " (this profile)" : ""),
                            r.auroc().isEmpty() ? "" : number(r.auroc().getAsDouble()),
                            number(r.good()),
                            number(r.defects()),
                            number(r.shift()),
                            String.format(Locale.ROOT, "%.0f %%", 100 * r.saturated())));
            table.print(out());
            out().println();
        }
        doctor.advice().forEach(err()::println);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static ObjectNode tree(
            ModelProfile profile, List<Probe> probes, Optional<ParityDoctor> doctor, Optional<Recipe> stored) {
        ObjectNode node = Json.object();
        ObjectNode fields = node.putObject("profile");
        ProfileJson.fields(profile).forEach(fields::put);
        ArrayNode seen = node.putArray("probes");
        for (Probe p : probes) {
            ObjectNode probe = seen.addObject().put("picture", p.picture());
            Json.put(probe, "score", p.score());
            Json.put(probe, "lowest", p.lowest());
            Json.put(probe, "highest", p.highest());
            probe.put("map_width", p.width()).put("map_height", p.height());
        }
        ArrayNode warnings = node.putArray("warnings");
        ModelImport.warnings(profile, probes).forEach(warnings::add);
        doctor.ifPresent(d -> put(d, node));
        stored.ifPresent(r -> node.put("recipe", r.id() + " v" + r.version()));
        return node;
    }

    private static void put(ParityDoctor doctor, ObjectNode node) {
        ArrayNode ways = node.putArray("parity");
        for (ParityDoctor.Row r : doctor.rows()) {
            ObjectNode way = ways.addObject().put("way", r.way().toString());
            ArrayNode set = way.putArray("set");
            r.set().forEach(set::add);
            Json.put(way, "auroc", r.auroc());
            Json.put(way, "good", r.good());
            Json.put(way, "defects", r.defects());
            Json.put(way, "shift", r.shift());
            Json.put(way, "saturated", r.saturated());
        }
        ArrayNode advice = node.putArray("advice");
        doctor.advice().forEach(advice::add);
    }
}
