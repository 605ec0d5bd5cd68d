package loupe.soak;

/** What the station's process told on one line; texts of codes are empty where there is none. */
sealed interface Told {

    /** When it was heard, {@link System#nanoTime}. */
    long nanos();

    /**
     * A part that was handed to the journal.
     *
     * @param id of the inspection
     * @param serial read from its pixels; 0 = no picture, or none that could be read
     * @param outcome name
     * @param code why it is an ERROR
     * @param counts of the run so far
     */
    record Part(long nanos, String id, int serial, String outcome, String code, Counts counts) implements Told {
        boolean isJudged() {
            return serial > 0 && !outcome.equals("ERROR");
        }
    }

    /**
     * Where it stands.
     *
     * @param state name of the station's state
     * @param line code of the line's fault
     * @param trace code of the journal's writing
     * @param journal code that opening the journal gave
     * @param waiting parts that the journal has taken over and not written yet
     */
    record State(long nanos, String state, String line, String trace, String journal, int waiting, Counts counts)
            implements Told {}

    /** A run that ended; {@code drained} when everything of it is in the journal. */
    record Run(long nanos, boolean drained, Counts counts) implements Told {}

    /** What the process occupies, and the 95th percentile of an inspection in milliseconds. */
    record Measured(long nanos, Vitals vitals, double p95, Counts counts) implements Told {}

    /** The station's own counters, see {@link loupe.station.StationStats}. */
    record Counts(long offered, long inspected, long skipped, long outages) {
        static final Counts NONE = new Counts(0, 0, 0, 0);
    }
}
