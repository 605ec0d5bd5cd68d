package loupe.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How one model runs on every execution provider of this computer.
 *
 * @param model SHA-256 of the model file
 * @param basis what the result depends on: runtime, driver, options, computer; another basis is another measurement
 * @param at when it was measured
 * @param trials in the order in which providers are tried
 * @param threads median times on the CPU by number of threads, rising
 */
public record ProviderMeasurement(
        String model, String basis, Instant at, List<ProviderTrial> trials, List<ThreadTime> threads) {
    /** More threads must be worth it: they are taken from everything else on the computer. */
    private static final double WORTH_IT = 1.05;

    public ProviderMeasurement {
        trials = List.copyOf(trials);
        threads = List.copyOf(threads);
    }

    /**
     * Time of a prediction on the CPU with this many threads for one operation.
     *
     * @param count ≥ 1
     * @param ms milliseconds of the quickest tenth: other work on the computer only adds
     */
    public record ThreadTime(int count, double ms) {}

    public Optional<ProviderTrial> of(String provider) {
        return trials.stream().filter(t -> t.provider().equals(provider)).findFirst();
    }

    /** The provider that a line should run on. */
    public Optional<ProviderTrial> fastest() {
        return ProviderTrial.fastest(trials);
    }

    /** The fewest threads that are at most 5 % slower than the best number; empty when it was not measured. */
    public Optional<Integer> bestThreads() {
        double best = threads.stream().mapToDouble(ThreadTime::ms).min().orElse(Double.NaN);
        return threads.stream()
                .filter(t -> t.ms() <= best * WORTH_IT)
                .map(ThreadTime::count)
                .min(Integer::compare);
    }
}
