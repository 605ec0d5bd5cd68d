package loupe.cli;

import java.nio.file.Path;
import loupe.camera.demo.DemoDataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes parts of the demo line with their ground truth. */
@Command(name = "demo", description = "Writes parts of the demo line as a data set in the MVTec layout, with masks.")
final class DemoCommand extends Subcommand {
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write to.")
    private Path folder;

    @Option(names = "--count", paramLabel = "N", defaultValue = "200", description = "Parts in all (${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--defect-rate",
            paramLabel = "P",
            defaultValue = "0.25",
            description =
                    "Share with a defect, 0 to 1 (${DEFAULT-VALUE}). Two thirds of the good parts are for teaching.")
    private double defectRate;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The same seed draws the same parts (${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() {
        if (count < 1) {
            throw misuse("--count must be 1 or more.");
        }
        if (!(defectRate >= 0 && defectRate <= 1)) {
            throw misuse("--defect-rate must be between 0 and 1.");
        }
        try (ConsoleProgress progress = progress()) {
            DemoDataset.write(folder, count, defectRate, seed, progress);
        }
        out().println(folder);
        return 0;
    }
}
