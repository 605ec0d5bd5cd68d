package loupe.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import loupe.config.Settings;
import loupe.config.SettingsFile;
import loupe.detect.ProviderPreference;
import loupe.detect.ProviderTrials;
import loupe.domain.Acceleration;
import loupe.domain.Progress;
import loupe.domain.ProviderMeasurement.ThreadTime;
import loupe.domain.ProviderTrial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries every execution provider of the runtime for real, and says what Settings → Execution providers shows. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a model on every execution provider with the options in the settings: times, difference to the CPU,"
                    + " where its nodes really ran, and which library is missing where one does not load.",
            "Without FILE: with a model of one node."
        },
        footer = {"", "Exit codes: 0 fine, 2 a silent fall-back, other results than the CPU, or a fault."})
final class ModelsDoctorCommand extends Subcommand {
    private static final int RUNS = 20;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "ONNX model.")
    private Path file;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Settings.Compute compute;
        try (SettingsFile settings = SettingsFile.open(home().settings())) {
            compute = settings.get().compute();
        }
        ProviderPreference base = ProviderPreference.AUTO.with(withEngines(compute.acceleration()));
        List<ProviderTrial> trials = file == null
                ? ProviderTrials.ofThisComputer(base, RUNS)
                : ProviderTrials.of(file, base, RUNS, Progress.NONE);
        List<ThreadTime> threads = file == null ? List.of() : ProviderTrials.threads(file, RUNS, Progress.NONE);
        if (json) {
            out().println(Json.text(tree(trials, threads)));
        } else {
            TrialTable.of(trials).print(out());
            out().println();
            facts(compute, trials, threads).print(out());
        }
        return ProviderTrial.isAlarming(trials) ? LoupeCommand.FAULT : 0;
    }

    private Acceleration withEngines(Acceleration chosen) {
        return chosen.engineCache().isEmpty()
                ? chosen.withEngineCache(home().cache().resolve("tensorrt").toString())
                : chosen;
    }

    private static Table facts(Settings.Compute compute, List<ProviderTrial> trials, List<ThreadTime> threads) {
        Table table = new Table()
                .row("basis", ProviderTrials.basis(compute.acceleration()))
                .row("settings", compute.provider());
        ProviderTrial.fastest(trials)
                .filter(t -> t.parity().isPresent())
                .ifPresent(t -> table.row("fastest that agrees", t.provider()));
        if (!threads.isEmpty()) {
            table.row(
                    "CPU threads",
                    threads.stream()
                            .map(t -> String.format(Locale.ROOT, "%d: %.3f ms", t.count(), t.ms()))
                            .collect(Collectors.joining(", ")));
        }
        return table;
    }

    private static ArrayNode tree(List<ProviderTrial> trials, List<ThreadTime> threads) {
        ArrayNode tree = TrialTable.tree(trials);
        for (ThreadTime t : threads) {
            ObjectNode node =
                    tree.addObject().put("provider", ProviderTrial.CPU).put("threads", t.count());
            Json.put(node, "ms", t.ms());
        }
        return tree;
    }
}
