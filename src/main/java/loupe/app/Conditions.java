package loupe.app;

import java.time.Clock;
import java.util.function.UnaryOperator;
import loupe.domain.Detector;

/**
 * What a station takes from its surroundings. {@link #REAL} everywhere but in a rehearsal of faults.
 *
 * @param clock the time of day, for rows, names of files and retention; the cameras have the computer's
 * @param detectors what becomes of a detector that was opened for a verdict
 */
public record Conditions(Clock clock, UnaryOperator<Detector> detectors) {
    public static final Conditions REAL = new Conditions(Clock.systemUTC(), UnaryOperator.identity());
}
