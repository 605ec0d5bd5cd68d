package loupe.cli;

import loupe.train.npad.NpadSettings;
import picocli.CommandLine.Option;

/** How N-pad is taught: shared by the commands that teach. */
final class NpadOptions {
    @Option(
            names = "--backbone",
            paramLabel = "B",
            defaultValue = "filterbank",
            description = "Feature network: a shipped one's name or an ONNX file (${DEFAULT-VALUE}).")
    private String backbone;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed teaches the same model (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            defaultValue = "256",
            description = "Side of the network's input: a multiple of 32 from 64 on (${DEFAULT-VALUE}).")
    private int size;

    String backbone() {
        return backbone;
    }

    NpadSettings settings(Subcommand command) {
        if (size < 64 || size > 1024 || size % 32 != 0) {
            throw command.misuse("--size must be a multiple of 32 between 64 and 1024.");
        }
        NpadSettings d = NpadSettings.DEFAULTS;
        return new NpadSettings(
                size, d.dimensions(), d.neighbourhood(), d.largestMemory(), d.folds(), d.dropFraction(), seed);
    }
}
