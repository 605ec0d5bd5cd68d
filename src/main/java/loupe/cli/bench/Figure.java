package loupe.cli.bench;

import java.util.Optional;

/**
 * One measured number.
 *
 * @param key stable name inside its chapter: lower case, digits, points and underscores
 * @param words what it is, for people
 * @param value in {@code unit}; NaN when it could not be measured
 * @param unit for people; empty for ratios and counts
 * @param target what is wanted, if anything is
 */
public record Figure(String key, String words, double value, String unit, Optional<Target> target) {
    /** A number that shows only how things are. */
    static Figure of(String key, String words, double value, String unit) {
        return new Figure(key, words, value, unit, Optional.empty());
    }

    Figure atMost(double limit) {
        return new Figure(key, words, value, unit, Optional.of(new Target(limit, true)));
    }

    Figure atLeast(double limit) {
        return new Figure(key, words, value, unit, Optional.of(new Target(limit, false)));
    }

    /**
     * What is wanted of a number.
     *
     * @param most true = at most the limit, false = at least
     */
    public record Target(double limit, boolean most) {
        /** NaN is never what was wanted. */
        public boolean isMetBy(double value) {
            return most ? value <= limit : value >= limit;
        }
    }
}
