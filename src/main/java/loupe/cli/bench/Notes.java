package loupe.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.app.Percentile;
import loupe.domain.InspectionFault;

/** Collects a chapter while it is measured. */
final class Notes {
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    void add(Figure figure) {
        figures.add(figure);
    }

    void add(String key, String words, double value, String unit) {
        figures.add(Figure.of(key, words, value, unit));
    }

    /** A number of things. */
    void count(String key, String words, long things) {
        add(key, words, (double) things, "");
    }

    /** Median, 95th and 99th percentile in milliseconds; NaN without values. */
    void addTimes(String key, String words, List<Long> nanos) {
        double[] sorted = milliseconds(nanos);
        add(key + "_ms_p50", words + ", median", quantile(sorted, 0.5), "ms");
        add(key + "_ms_p95", words + ", 95 %", quantile(sorted, 0.95), "ms");
        add(key + "_ms_p99", words + ", 99 %", quantile(sorted, 0.99), "ms");
    }

    /** How this was measured, or why it was not. */
    void remark(String text) {
        remarks.add(text);
    }

    Chapter chapter(Topic topic, Optional<InspectionFault> fault) {
        fault.ifPresent(f -> remark("Not measured to the end: " + f.getMessage()));
        return new Chapter(topic, figures, remarks, fault);
    }

    /** In rising order. */
    static double[] milliseconds(List<Long> nanos) {
        return nanos.stream().mapToDouble(n -> n / 1e6).sorted().toArray();
    }

    static double quantile(double[] sorted, double share) {
        return Percentile.of(sorted, share).orElse(Double.NaN);
    }

    static double median(List<Long> nanos) {
        return quantile(milliseconds(nanos), 0.5);
    }
}
