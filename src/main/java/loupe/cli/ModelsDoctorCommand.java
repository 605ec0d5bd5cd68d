package loupe.cli;

import java.nio.file.Path;
import java.util.List;
import loupe.detect.ProviderTrial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries every execution provider of the runtime for real. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a model on every execution provider: times, difference to the CPU, where its nodes really ran,"
                    + " and which library is missing where one does not load.",
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
        List<ProviderTrial> trials = file == null ? ProviderTrial.ofThisComputer(RUNS) : ProviderTrial.of(file, RUNS);
        if (json) {
            out().println(Json.text(TrialTable.tree(trials)));
        } else {
            TrialTable.of(trials).print(out());
        }
        return TrialTable.isAlarming(trials) ? LoupeCommand.FAULT : 0;
    }
}
