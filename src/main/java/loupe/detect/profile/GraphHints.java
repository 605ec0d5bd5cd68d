package loupe.detect.profile;

import java.util.List;
import java.util.Map;

/**
 * What the nodes near a graph's ends give away.
 *
 * @param mean subtracted by the graph from its input, one value or one for each channel; empty when nothing was found
 * @param std divided by in the graph, as many as {@code mean}
 * @param lastOps operator that makes each output, reshaping and casting left out: {@code Softmax}, {@code ArgMax}, …
 */
public record GraphHints(List<Double> mean, List<Double> std, Map<String, String> lastOps) {
    public static final GraphHints NONE = new GraphHints(List.of(), List.of(), Map.of());

    public GraphHints {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        lastOps = Map.copyOf(lastOps);
    }

    /** Whether the graph shifts or scales its input. */
    public boolean scales() {
        return !mean.isEmpty();
    }

    public String lastOp(String output) {
        return lastOps.getOrDefault(output, "");
    }
}
