package loupe.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.cli.bench.Chapter;
import loupe.cli.bench.Figure;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.report.PerformanceHtml;

/**
 * What {@code loupe bench} found, as lines, as JSON and as a page.
 *
 * @param machine name and value, in order
 */
record BenchReport(List<Chapter> chapters, Map<String, String> machine) {
    /** Figures that scripts know under names of their own. */
    private static final Map<String, String> KNOWN_AS = Map.of(
            "frame.640x480.ratio", "end_to_end_ratio",
            "frame.640x480.frame_ms_p50", "frame_ms_p50",
            "frame.640x480.frame_ms_p99", "frame_ms_p99",
            "frame.640x480.session_ms_p50", "session_ms_p50",
            "frame.640x480.alloc_bytes", "alloc_bytes_per_frame",
            "teach.seconds_100", "teach_seconds",
            "start.first_verdict_seconds", "first_verdict_seconds");

    static String line(Chapter chapter, Figure figure) {
        String key = chapter.topic() + "." + figure.key();
        String line = KNOWN_AS.getOrDefault(key, key) + " " + Json.number(figure.value());
        return line
                + figure.target()
                        .map(t -> " (wanted " + wanted(t) + ": " + (t.isMetBy(figure.value()) ? "met)" : "missed)"))
                        .orElse("");
    }

    private static String wanted(Figure.Target target) {
        return (target.most() ? "≤ " : "≥ ") + Json.number(target.limit());
    }

    ObjectNode tree() {
        ObjectNode node = Json.object();
        ObjectNode facts = node.putObject("machine");
        machine.forEach(facts::put);
        ArrayNode figures = node.putArray("figures");
        for (Chapter chapter : chapters) {
            for (Figure figure : chapter.figures()) {
                String key = chapter.topic() + "." + figure.key();
                ObjectNode one = figures.addObject().put("key", key).put("words", figure.words());
                Json.put(one, "value", figure.value());
                one.put("unit", figure.unit());
                figure.target().ifPresent(t -> {
                    Json.put(one, t.most() ? "at_most" : "at_least", t.limit());
                    one.put("met", t.isMetBy(figure.value()));
                });
                if (KNOWN_AS.containsKey(key)) {
                    Json.put(node, KNOWN_AS.get(key), figure.value());
                }
            }
        }
        return node;
    }

    /** The file that {@link #write} makes beside a page. */
    static Path figuresBeside(Path html) {
        String name = String.valueOf(html.getFileName()).replaceFirst("\\.[^.]*$", "");
        return html.resolveSibling(name + ".json");
    }

    /**
     * Writes the page, and the figures beside it under the same name.
     *
     * @throws InspectionFault CFG-02
     */
    void write(Path html, List<String> words) {
        Json.write(figuresBeside(html), tree());
        String subtitle = "loupe " + String.join(" ", words) + " · " + LocalDate.now(ZoneId.systemDefault());
        List<PerformanceHtml.Chapter> told =
                chapters.stream().map(BenchReport::chapter).toList();
        try (OutputStream out = Files.newOutputStream(html)) {
            PerformanceHtml.write(out, new PerformanceHtml.Page("How fast Loupe is", subtitle, machine, told));
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, html, e.getClass().getSimpleName());
        }
    }

    private static PerformanceHtml.Chapter chapter(Chapter chapter) {
        List<PerformanceHtml.Row> rows =
                chapter.figures().stream().map(BenchReport::row).toList();
        return new PerformanceHtml.Chapter(chapter.topic().title(), rows, chapter.remarks());
    }

    private static PerformanceHtml.Row row(Figure figure) {
        Optional<PerformanceHtml.Target> target = figure.target()
                .map(t -> new PerformanceHtml.Target(wanted(t) + " " + figure.unit(), t.isMetBy(figure.value())));
        return new PerformanceHtml.Row(
                figure.words(), figure.value(), Json.number(figure.value()), figure.unit(), target);
    }
}
