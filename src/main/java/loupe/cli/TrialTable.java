package loupe.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import loupe.app.Percentile;
import loupe.detect.ProviderTrial;

/** What came of running a model on every execution provider, for people and for programs. */
final class TrialTable {
    private TrialTable() {}

    static Table of(List<ProviderTrial> trials) {
        Table table = new Table().row("PROVIDER", "P50 MS", "P95 MS", "OFF BY", "NODES", "");
        for (ProviderTrial t : trials) {
            table.row(
                    t.provider(),
                    t.ok() ? milliseconds(t, 0.5) : "",
                    t.ok() ? milliseconds(t, 0.95) : "",
                    Double.isNaN(t.difference()) ? "" : String.format(Locale.ROOT, "%.2g", t.difference()),
                    nodes(t.nodes()),
                    verdict(t));
        }
        return table;
    }

    private static String verdict(ProviderTrial t) {
        if (!t.ok()) {
            String library = t.missing().map(l -> "missing: " + l + "; ").orElse("");
            return library + t.reason();
        }
        if (t.isFallback()) {
            return "ALARM: opened, but every node runs on the CPU";
        }
        if (!t.agrees()) {
            return "ALARM: gives other results than the CPU, " + t.tolerance() + " is allowed";
        }
        return Double.isNaN(t.difference()) ? "works" : "works, gives what the CPU gives";
    }

    private static String milliseconds(ProviderTrial t, double share) {
        return String.format(Locale.ROOT, "%.3f", percentile(t, share));
    }

    static double percentile(ProviderTrial t, double share) {
        double[] sorted = Arrays.stream(t.nanos()).mapToDouble(n -> n / 1e6).toArray();
        return Percentile.of(sorted, share).orElse(Double.NaN);
    }

    private static String nodes(Map<String, Integer> nodes) {
        return nodes.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }

    /** True when something must be looked at: a silent fall-back, or other results. */
    static boolean isAlarming(List<ProviderTrial> trials) {
        return trials.stream().anyMatch(t -> t.ok() && (t.isFallback() || !t.agrees()));
    }

    static ArrayNode tree(List<ProviderTrial> trials) {
        ArrayNode list = Json.array();
        for (ProviderTrial t : trials) {
            ObjectNode node = list.addObject().put("provider", t.provider()).put("ok", t.ok());
            node.put("reason", t.reason());
            t.missing().ifPresent(library -> node.put("missing", library));
            Json.put(node, "p50_ms", percentile(t, 0.5));
            Json.put(node, "p95_ms", percentile(t, 0.95));
            Json.put(node, "difference", t.difference());
            Json.put(node, "tolerance", t.tolerance());
            node.put("fallback", t.isFallback());
            ObjectNode nodes = node.putObject("nodes");
            t.nodes().forEach(nodes::put);
        }
        return list;
    }
}
