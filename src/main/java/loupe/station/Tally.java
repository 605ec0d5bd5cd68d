package loupe.station;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import loupe.domain.Outcome;

/** Counts a run. Thread-safe. */
final class Tally {
    private static final int WINDOW = 256;

    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private final double[] inspectMs = new double[WINDOW];
    private final long[] arrivals = new long[32];
    private long lastId;
    private long offered;
    private long grabbed;
    private long inspected;
    private long dropped;
    private long outages;
    private long measured;

    synchronized void grabbed(long id, long nanoTime) {
        offered += id <= lastId ? 1 : id - lastId;
        lastId = id;
        arrivals[(int) (grabbed++ % arrivals.length)] = nanoTime;
    }

    synchronized void inspected(Outcome outcome, double milliseconds) {
        inspected++;
        outcomes.merge(outcome, 1L, Long::sum);
        inspectMs[(int) (measured++ % WINDOW)] = milliseconds;
    }

    /** A frame was grabbed that nobody will inspect: the run was brought down. */
    synchronized void dropped() {
        dropped++;
    }

    synchronized void outage() {
        outages++;
        outcomes.merge(Outcome.ERROR, 1L, Long::sum);
    }

    synchronized StationStats snapshot(long replaced, int queued, long now) {
        double[] sorted = Arrays.copyOf(inspectMs, (int) Math.min(measured, WINDOW));
        Arrays.sort(sorted);
        long missed = offered - grabbed;
        double age = grabbed == 0 ? -1 : (now - arrivals[(int) ((grabbed - 1) % arrivals.length)]) / 1e6;
        return new StationStats(
                offered,
                inspected,
                replaced + missed + dropped,
                outages,
                Map.copyOf(outcomes),
                fps(),
                quantile(sorted, 0.5),
                quantile(sorted, 0.95),
                age,
                queued);
    }

    private double fps() {
        int n = (int) Math.min(grabbed, arrivals.length);
        if (n < 2) {
            return 0;
        }
        long newest = arrivals[(int) ((grabbed - 1) % arrivals.length)];
        long oldest = arrivals[(int) ((grabbed - n) % arrivals.length)];
        return newest == oldest ? 0 : (n - 1) * 1e9 / (newest - oldest);
    }

    private static double quantile(double[] sorted, double q) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
    }
}
