package loupe.soak;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a soak shall do.
 *
 * @param duration of the load; faults that have begun are finished
 * @param rate pictures a second
 * @param chaos whether faults are done
 * @param only names of the faults to do; empty = all
 * @param seed of their order and of the parts
 * @param folder empty or absent; everything that the soak writes is in it
 */
public record SoakPlan(Duration duration, double rate, boolean chaos, List<String> only, long seed, Path folder) {}
