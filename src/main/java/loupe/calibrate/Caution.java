package loupe.calibrate;

import java.util.Arrays;
import java.util.List;

/**
 * Something a person should know before trusting a limit; {@link Words} puts it into words.
 *
 * @param kind what it is
 * @param args numbers, as the kind says
 */
public record Caution(Kind kind, List<Object> args) {
    /** All cautions; each names its arguments. */
    public enum Kind {
        /** No defect was known: nothing is known about escapes. */
        ESCAPES_UNKNOWN,
        /** No good part was given: nothing is known about false alarms. */
        FALSE_ALARMS_UNKNOWN,
        /** Too few good parts for a finite limit: nothing can be promised to fail. Args: found, needed. */
        NO_FINITE_LIMIT,
        /** Fewer than ten defects: the bound is wide. Args: found. */
        FEW_DEFECTS,
        /** All scores are equal: the model tells nothing apart. */
        ALL_EQUAL,
        /** More than half of the good parts would not pass. Args: share. */
        HALF_FLAGGED,
        /** F1 depends on how many defects the sample has. Args: their share. */
        RATIO,
        /** The wanted rate was raised to what the sample can carry. Args: wanted, used. */
        FLOOR,
        /** The tail falls so slowly that extrapolating is a guess. Args: shape. */
        HEAVY_TAIL,
        /** The review limit lies above the fail limit; both are now the same. */
        REVIEW_OFF,
        /** Models or regions were chosen on these very parts: the bounds do not hold. Args: candidates tried. */
        CHOSEN_ON_SAMPLE
    }

    public Caution {
        args = List.copyOf(args);
    }

    static Caution of(Kind kind, Object... args) {
        return new Caution(kind, Arrays.asList(args));
    }
}
