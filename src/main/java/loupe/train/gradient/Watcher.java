package loupe.train.gradient;

/** Follows a training, on its thread. */
public interface Watcher {
    /** Called after every step. */
    void step(Step step);

    /** Asked before every step: true = the training writes its checkpoint and ends with OPS-01. */
    default boolean isStopped() {
        return false;
    }
}
