package loupe.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.soak.Soak;
import loupe.soak.SoakPlan;
import loupe.soak.SoakReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a station under load for a time, with --chaos does faults to it, and accounts for every picture afterwards. */
@Command(
        name = "soak",
        description = {
            "Runs a station of its own under load and accounts for every picture afterwards.",
            "With --chaos it also draws cables, fills the disk, kills the process, spoils pictures and the journal,",
            "sets the clock wrong, changes recipes and lets the detector fail, in an order that --seed decides.",
            "Everything happens in a temporary folder and on 127.0.0.1; your data folder is not touched."
        },
        footer = {"", "Exit codes: 0 the ledger balances, 1 it does not or the line did not come back, 2 a fault."})
final class SoakCommand extends Subcommand {
    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "5",
            description = "How long (${DEFAULT-VALUE}); a fault that has begun is finished.")
    private double minutes;

    @Option(names = "--chaos", description = "Do faults to the station.")
    private boolean chaos;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Same seed, same order of faults (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "5",
            description = "Pictures a second (${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--only",
            paramLabel = "FAULT",
            split = ",",
            description = "Only these faults, by the names in the report; implies --chaos.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Work below this folder (default: the system's for temporary files).")
    private Path folder;

    @Option(names = "--keep", description = "Leave the temporary folder behind, with the station's log.")
    private boolean keep;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the report to this file.")
    private Path json;

    @Override
    public Integer call() throws InterruptedException {
        if (!(minutes > 0) || !(rate > 0) || rate > 100) {
            throw misuse("--minutes must be more than 0, --rate more than 0 and at most 100.");
        }
        List<String> known = Soak.names();
        only.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw misuse("no fault is called " + name + "; there are " + String.join(", ", known));
        });
        Scratch scratch = folder == null ? Scratch.make(err()) : Scratch.make(err(), folder);
        if (keep) {
            scratch.keep();
        }
        try (scratch) {
            return run(scratch);
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, scratch.folder(), String.valueOf(e.getMessage()));
        }
    }

    private int run(Scratch scratch) throws IOException, InterruptedException {
        Duration duration = Duration.ofMillis(Math.round(minutes * 60_000));
        SoakPlan plan = new SoakPlan(duration, rate, chaos || !only.isEmpty(), only, seed, scratch.folder());
        Soak soak = new Soak(plan, keep, line -> err().println(line));
        scratch.endFirst(soak::abort);
        SoakReport report;
        try (ConsoleProgress progress = progress()) {
            report = soak.run(progress);
        }
        SoakText.print(report, out());
        if (json != null) {
            Json.write(json, SoakText.tree(report));
        }
        return report.isGood() ? 0 : LoupeCommand.NOT_GOOD;
    }
}
