package loupe.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import loupe.app.TeachingPlan;
import loupe.train.backbone.Backbones;
import picocli.CommandLine.Option;

/** How a detector is taught: shared by the commands that teach. */
final class TeachOptions {
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

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "How long training by gradient may take (default: the method's own measure).")
    private Double minutes;

    /** The backbone that was asked for by name. */
    Optional<String> backbone() {
        return Optional.ofNullable(backbone);
    }

    TeachingPlan plan(Subcommand command) {
        if (size != null && (size < 64 || size > 1024 || size % 32 != 0)) {
            throw command.misuse("--size must be a multiple of 32 between 64 and 1024.");
        }
        if (minutes != null && !(minutes > 0 && minutes <= 60 * 24 * 7)) {
            throw command.misuse("--minutes must be above 0, and a week at most.");
        }
        return new TeachingPlan(
                backbone(),
                size == null ? OptionalInt.empty() : OptionalInt.of(size),
                seed,
                Optional.ofNullable(minutes).map(m -> Duration.ofMillis(Math.round(m * 60_000))));
    }
}
