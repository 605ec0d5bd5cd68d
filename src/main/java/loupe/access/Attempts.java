package loupe.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How long the next attempt to sign in has to wait: two may fail at once, then 2, 4, 8 … seconds, at most
 * five minutes. Counted for the whole station, so that trying many names gains nothing.
 */
final class Attempts {
    private static final int FREE = 2;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int LARGEST_SHIFT = 9;

    private final Clock clock;
    private int wrong;
    private Instant last;

    /** {@code wrong} attempts in a row were made until {@code last}; a time to come is of a clock that was ahead. */
    Attempts(Clock clock, int wrong, Instant last) {
        this.clock = clock;
        this.wrong = wrong;
        this.last = last.isAfter(clock.instant()) ? Instant.EPOCH : last;
    }

    synchronized void wrong() {
        wrong++;
        last = clock.instant();
    }

    synchronized void right() {
        wrong = 0;
    }

    /** Zero when an attempt may be made now. */
    synchronized Duration left() {
        if (wrong <= FREE) {
            return Duration.ZERO;
        }
        Instant now = clock.instant();
        if (now.isBefore(last)) { // the clock was set back: wait once more, not until it has caught up
            last = now;
        }
        Duration wait = Duration.ofSeconds(1L << Math.min(LARGEST_SHIFT, wrong - FREE));
        Duration capped = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        Duration left = Duration.between(now, last.plus(capped));
        return left.isNegative() ? Duration.ZERO : left;
    }
}
