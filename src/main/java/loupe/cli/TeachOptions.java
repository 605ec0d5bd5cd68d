package loupe.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import loupe.app.GradientPlan;
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
            names = "--any-pose",
            description = "A part may lie turned or mirrored: --method transfer then learns every image in all poses.")
    private boolean anyPose;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "How long training by gradient may take (default: the method's own measure).")
    private Double minutes;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Train so many steps instead of a time: repeats exactly.")
    private Long steps;

    @Option(names = "--threads", paramLabel = "N", description = "For training (default: all processors but one).")
    private Integer threads;

    @Option(names = "--full", description = "Train the large network: for a graphics processor.")
    private boolean full;

    @Option(names = "--uncorrupted", description = "Train the autoencoder without corruptions, for comparison.")
    private boolean uncorrupted;

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
        if ((steps != null && steps < 1) || (threads != null && threads < 1)) {
            throw command.misuse("--steps and --threads must be at least 1.");
        }
        return new TeachingPlan(
                backbone(),
                size == null ? OptionalInt.empty() : OptionalInt.of(size),
                seed,
                anyPose,
                Optional.ofNullable(minutes).map(m -> Duration.ofMillis(Math.round(m * 60_000))),
                new GradientPlan(
                        steps == null ? OptionalLong.empty() : OptionalLong.of(steps),
                        threads == null ? GradientPlan.DEFAULT.threads() : threads,
                        full,
                        !uncorrupted,
                        Optional.empty(),
                        false));
    }
}
