package loupe.cli;

import java.util.Optional;
import loupe.train.backbone.Backbone;
import loupe.train.backbone.Backbones;
import loupe.train.npad.NpadSettings;
import picocli.CommandLine.Option;

/** How N-pad is taught: shared by the commands that teach. */
final class NpadOptions {
    @Option(
            names = "--backbone",
            paramLabel = "B",
            description = "Feature network: a shipped one's name or an ONNX file (" + Backbones.DEFAULT + ").")
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
            description =
                    "Side of the network's input: a multiple of 32 from 64 on (default: what suits the backbone).")
    private Integer size;

    String backbone() {
        return given().orElse(Backbones.DEFAULT);
    }

    /** What was asked for by name. */
    Optional<String> given() {
        return Optional.ofNullable(backbone);
    }

    NpadSettings settings(Subcommand command, Backbone network) {
        NpadSettings suiting = NpadSettings.suiting(network).withSeed(seed);
        if (size == null) {
            return suiting;
        }
        if (size < 64 || size > 1024 || size % 32 != 0) {
            throw command.misuse("--size must be a multiple of 32 between 64 and 1024.");
        }
        return suiting.withInputSize(size);
    }
}
