package loupe.domain;

import java.nio.file.Path;
import java.util.Optional;

/** Where long work stands, and whether it should stop. Called by the worker's thread; implementations are quick. */
public interface Progress {
    /** Ignores everything and never cancels. */
    Progress NONE = (phase, done, total) -> {};

    /**
     * Tells where the work stands.
     *
     * @param phase stable key of the step, for example {@code teach.features}; screens translate it
     * @param done units finished in this phase
     * @param total units in this phase; 0 when unknown
     */
    void update(String phase, long done, long total);

    /** More about a training that was told of last. */
    default void detail(Training training) {}

    /**
     * Where a training by gradient stands.
     *
     * @param step steps done
     * @param loss of that step
     * @param secondsToGo at this pace
     * @param preview picture of what the model does by now: part, repaired, difference, side by side
     */
    record Training(long step, double loss, double secondsToGo, Optional<Path> preview) {}

    default boolean isCancelled() {
        return false;
    }

    /**
     * Ends the work from inside when it should stop.
     *
     * @throws InspectionFault OPS-01 when somebody asked for the work to stop
     */
    default void checkCancelled() {
        if (isCancelled()) {
            throw new InspectionFault(FaultCode.OPS_01);
        }
    }
}
