package loupe.soak;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A fault that was done, and what was seen of it.
 *
 * @param at when
 * @param seconds into the soak
 * @param name of the fault
 * @param what was done
 * @param states of the line while it lasted and until recovery
 * @param codes that the station showed or wrote, of line, journal and parts
 * @param recoverySeconds from its end to the next part that was judged, what a person had to press included; empty when
 *     there was none
 */
public record Struck(
        Instant at,
        double seconds,
        String name,
        String what,
        Set<String> states,
        Set<String> codes,
        OptionalDouble recoverySeconds) {}
