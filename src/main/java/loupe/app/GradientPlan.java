package loupe.app;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How to train by gradient.
 *
 * @param steps to take instead of a time: the only way that repeats exactly
 * @param threads of PyTorch
 * @param full true = the large network, for a graphics processor
 * @param corrupted false = without synthetic corruptions, for comparison
 * @param folder where pictures and checkpoint lie meanwhile; empty = nothing stays, and nothing can be resumed
 * @param resume true = go on from the checkpoint in that folder
 */
public record GradientPlan(
        OptionalLong steps, int threads, boolean full, boolean corrupted, Optional<Path> folder, boolean resume) {
    /** By time, small, on all processors but one: the line needs it. */
    public static final GradientPlan DEFAULT = new GradientPlan(
            OptionalLong.empty(),
            Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
            false,
            true,
            Optional.empty(),
            false);
}
