package loupe.train.repair;

import java.util.List;
import java.util.SortedMap;
import loupe.train.gradient.Weights;

/**
 * What a method of repair brings to {@link RepairTraining}: its networks and one step of their training. One thread,
 * except for {@link #fill}; native memory until closed.
 *
 * @param <B> holds one batch
 */
public interface RepairMethod<B> extends AutoCloseable {
    /** The network that is exported. */
    RepairNetwork network();

    /** The exported network's numbers. */
    Weights weights();

    /** Memory for batches, at least two. */
    List<B> slots();

    /** Fills in batch {@code number} of an endless sequence; another thread than the rest. */
    void fill(B slot, long number);

    /** Learning rate when a share {@code done} of the whole is done. */
    double rate(double done);

    /** Takes one step; returns the loss. */
    double learn(B batch, double rate);

    /** Everything that training needs to go on, by name. */
    SortedMap<String, float[]> state();

    @Override
    void close();
}
