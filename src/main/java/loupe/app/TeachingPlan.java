package loupe.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import loupe.train.backbone.Backbone;
import loupe.train.backbone.Backbones;
import loupe.train.npad.NpadSettings;
import loupe.train.transfer.TransferSettings;

/**
 * How to teach, in words that every method shares; a method takes what concerns it.
 *
 * @param backbone name or path of the feature network; empty = {@link Backbones#DEFAULT}
 * @param inputSize side of the network's square input, pixels, a multiple of 32; empty = what suits
 * @param seed of everything that is drawn
 * @param anyPose true when a part may lie turned or mirrored
 * @param budget how long training by gradient may take; empty = the method's own measure
 * @param gradient the rest of what training by gradient wants to know
 */
public record TeachingPlan(
        Optional<String> backbone,
        OptionalInt inputSize,
        long seed,
        boolean anyPose,
        Optional<Duration> budget,
        GradientPlan gradient) {
    /** What suits, with seed 1. */
    public static final TeachingPlan DEFAULT =
            new TeachingPlan(Optional.empty(), OptionalInt.empty(), 1, false, Optional.empty(), GradientPlan.DEFAULT);

    /** The same with a backbone of this name or path. */
    public TeachingPlan on(String name) {
        return new TeachingPlan(Optional.of(name), inputSize, seed, anyPose, budget, gradient);
    }

    /** The same, training by gradient in a folder where it can be resumed. */
    public TeachingPlan in(Path folder, boolean resume) {
        GradientPlan there = new GradientPlan(
                gradient.steps(),
                gradient.threads(),
                gradient.full(),
                gradient.corrupted(),
                Optional.of(folder),
                resume);
        return with(there);
    }

    /** The same, training by gradient in this way. */
    public TeachingPlan with(GradientPlan other) {
        return new TeachingPlan(backbone, inputSize, seed, anyPose, budget, other);
    }

    /** The same without what only training by gradient looks at. */
    TeachingPlan untrained() {
        return new TeachingPlan(backbone, inputSize, seed, anyPose, Optional.empty(), GradientPlan.DEFAULT);
    }

    Backbone openBackbone() {
        return Backbones.open(backbone.orElse(Backbones.DEFAULT));
    }

    /** What this means for a transfer classifier. */
    public TransferSettings transfer(Backbone network) {
        return new TransferSettings(inputSize.orElse(network.card().inputSize()), seed, anyPose);
    }

    /** What this means for N-pad. */
    public NpadSettings npad(Backbone network) {
        NpadSettings suiting = NpadSettings.suiting(network).withSeed(seed);
        return inputSize.isPresent() ? suiting.withInputSize(inputSize.getAsInt()) : suiting;
    }
}
