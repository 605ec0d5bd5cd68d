package loupe.train.gradient;

/**
 * What differs from one training to another; {@link TrainingLoop} does the rest.
 *
 * @param <B> holds one batch, and is used again
 */
public interface Learner<B> {
    /** Fills in batch {@code number} of an endless sequence; called on a thread of its own, one step ahead. */
    void fill(B slot, long number);

    /** Learning rate when a share {@code done} of the whole is done. */
    double rate(double done);

    /**
     * Takes one step.
     *
     * @return the loss
     */
    double learn(B batch, double rate);

    /** Called after {@link #learn} when the step is counted. */
    default void learned() {}

    /** Writes the checkpoint and whatever else should survive a crash. */
    void save();
}
