package loupe.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How a figure developed, over all processes of a soak: one straight line with the same slope for every process and a
 * level of its own for each (least squares with fixed effects), the first minute of each left out: memory of
 * a process grows while it starts.
 *
 * @param name of the figure, with its unit
 * @param samples that count
 * @param hours that they cover, all processes together
 * @param mean of all samples
 * @param slope per hour; NaN with fewer than ten samples
 * @param error half of the 95 % interval of the slope, per hour, as if samples were independent
 */
public record Trend(String name, int samples, double hours, double mean, double slope, double error) {
    private static final double WARM_UP_NANOS = 60e9;
    private static final double HOUR_NANOS = 3600e9;
    private static final int FEWEST = 10;
    /** Of the mean: what a figure may grow in the time that was looked at without anybody calling it growth. */
    private static final double NOISE = 0.02;

    /** True when it does not grow: the interval reaches zero, or the growth seen was below 2 % of the figure. */
    public boolean isFlat() {
        return isKnown() && (slope - error <= 0 || slope * hours < NOISE * mean);
    }

    public boolean isKnown() {
        return !Double.isNaN(slope);
    }

    /** One figure of every process; samples are in the order of time. */
    static Trend of(String name, List<List<Told.Measured>> processes, ToDoubleFunction<Told.Measured> figure) {
        List<double[]> deviations = new ArrayList<>();
        double sum = 0;
        double hours = 0;
        for (List<Told.Measured> process : processes) {
            List<Told.Measured> warm = process.stream()
                    .filter(m -> m.nanos() - process.get(0).nanos() >= WARM_UP_NANOS)
                    .filter(m -> !Double.isNaN(figure.applyAsDouble(m)))
                    .toList();
            if (warm.size() > 1) {
                long start = warm.get(0).nanos();
                double t = warm.stream()
                        .mapToDouble(m -> (m.nanos() - start) / HOUR_NANOS)
                        .average()
                        .orElse(0);
                double y = warm.stream().mapToDouble(figure).average().orElse(0);
                warm.forEach(m -> deviations.add(
                        new double[] {(m.nanos() - start) / HOUR_NANOS - t, figure.applyAsDouble(m) - y}));
                sum += y * warm.size();
                hours += (warm.get(warm.size() - 1).nanos() - start) / HOUR_NANOS;
            }
        }
        int n = deviations.size();
        if (n < FEWEST) {
            return new Trend(name, n, hours, n == 0 ? Double.NaN : sum / n, Double.NaN, Double.NaN);
        }
        return fitted(name, deviations, hours, sum / n);
    }

    private static Trend fitted(String name, List<double[]> deviations, double hours, double mean) {
        double tt = deviations.stream().mapToDouble(d -> d[0] * d[0]).sum();
        double ty = deviations.stream().mapToDouble(d -> d[0] * d[1]).sum();
        double slope = ty / tt;
        double rest = deviations.stream()
                .mapToDouble(d -> d[1] - slope * d[0])
                .map(r -> r * r)
                .sum();
        double error = 1.96 * Math.sqrt(rest / Math.max(1, deviations.size() - 2) / tt);
        return new Trend(name, deviations.size(), hours, mean, slope, error);
    }
}
