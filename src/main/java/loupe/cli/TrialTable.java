package loupe.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import loupe.domain.ProviderTrial;
import loupe.domain.ProviderTrial.Parity;

/** What came of running a model on every execution provider, for people and for programs. */
final class TrialTable {
    private TrialTable() {}

    static Table of(List<ProviderTrial> trials) {
        Table table = new Table().row("PROVIDER", "P50 MS", "P95 MS", "AS CPU", "OFF BY", "NODES", "");
        for (ProviderTrial t : trials) {
            table.row(
                    t.provider(),
                    t.ok() ? milliseconds(t.p50Ms()) : "",
                    t.ok() ? milliseconds(t.p95Ms()) : "",
                    t.parity().map(p -> p.same() + "/" + p.pictures()).orElse(""),
                    t.parity()
                            .map(p -> String.format(Locale.ROOT, "%.2g", p.difference()))
                            .orElse(""),
                    t.isCpu() && t.ok() ? "all" : nodes(t.nodes()),
                    verdict(t));
        }
        return table;
    }

    private static String verdict(ProviderTrial t) {
        if (t.isFallback()) {
            return "ALARM: opened, but every node runs on the CPU";
        }
        if (!t.ok()) {
            String library = t.missing().map(l -> "missing: " + l + "; ").orElse("");
            return library + t.reason();
        }
        if (!t.agrees()) {
            return "ALARM: gives other results than the CPU, " + tolerance(t) + " is allowed";
        }
        return t.parity().isEmpty() ? "works" : "works, gives what the CPU gives";
    }

    private static double tolerance(ProviderTrial t) {
        return t.parity().map(Parity::tolerance).orElse(Double.NaN);
    }

    private static String milliseconds(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String nodes(Map<String, Integer> nodes) {
        return nodes.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }

    static ArrayNode tree(List<ProviderTrial> trials) {
        ArrayNode list = Json.array();
        for (ProviderTrial t : trials) {
            ObjectNode node = list.addObject().put("provider", t.provider()).put("ok", t.ok());
            node.put("reason", t.reason());
            t.missing().ifPresent(library -> node.put("missing", library));
            Json.put(node, "p50_ms", t.p50Ms());
            Json.put(node, "p95_ms", t.p95Ms());
            t.parity().ifPresent(p -> node.put("pictures", p.pictures()).put("same", p.same()));
            Json.put(node, "difference", t.parity().map(Parity::difference).orElse(Double.NaN));
            Json.put(node, "tolerance", tolerance(t));
            node.put("fallback", t.isFallback());
            ObjectNode nodes = node.putObject("nodes");
            t.nodes().forEach(nodes::put);
        }
        return list;
    }
}
