package loupe.train.backbone;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loupe.train.graph.ForeignGraph;
import loupe.train.graph.ForeignNode;

/** Finds the tensors of a classifier that can serve as features, by following strides and channels through it. */
public final class Taps {
    private static final Set<String> STEPS = Set.of("MaxPool", "AveragePool");
    private static final Set<String> WHOLE = Set.of(
            "Relu",
            "LeakyRelu",
            "PRelu",
            "Clip",
            "Sigmoid",
            "HardSwish",
            "HardSigmoid",
            "Add",
            "Mul",
            "BatchNormalization",
            "Identity",
            "Dropout",
            "InstanceNormalization");
    private static final Set<String> WORTH = Set.of("Relu", "LeakyRelu", "PRelu", "Clip", "HardSwish", "Add", "Mul");
    private static final List<Integer> STRIDES = List.of(8, 16);

    private Taps() {}

    /** Every tensor that can be tapped, in the order of computation: activations and sums whose stride is known. */
    public static List<Tap> all(ForeignGraph graph) {
        Map<String, Tap> known = new HashMap<>();
        known.put(graph.inputName(), new Tap(graph.inputName(), 3, 1));
        List<Tap> found = new ArrayList<>();
        for (ForeignNode node : graph.nodes()) {
            Tap tap = follow(node, known);
            if (tap != null) {
                known.put(node.output(), tap);
                if (WORTH.contains(node.type())) {
                    found.add(tap);
                }
            }
        }
        List<String> outputs = graph.outputNames();
        known.values().stream()
                .filter(t -> outputs.contains(t.tensor()) && !found.contains(t))
                .forEach(found::add);
        return found;
    }

    private static Tap follow(ForeignNode node, Map<String, Tap> known) {
        List<Tap> inputs = node.inputs().stream()
                .filter(known::containsKey)
                .map(known::get)
                .toList();
        if (inputs.isEmpty()) {
            return null;
        }
        Tap first = inputs.get(0);
        int stride = first.stride() * (int) node.stride();
        if (node.type().equals("Conv") && !node.weights().isEmpty()) {
            return new Tap(node.output(), node.weights().get(0).get(0).intValue(), stride);
        }
        if (STEPS.contains(node.type())) {
            return new Tap(node.output(), first.channels(), stride);
        }
        if (node.type().equals("Concat") && inputs.size() == node.inputs().size()) {
            return new Tap(
                    node.output(), inputs.stream().mapToInt(Tap::channels).sum(), first.stride());
        }
        boolean image = node.type().equals("Transpose") && first.stride() == 1;
        return image || WHOLE.contains(node.type()) ? new Tap(node.output(), first.channels(), first.stride()) : null;
    }

    /**
     * The taps to use when nobody has chosen: at strides 8 and 16 the graph's own output if it has one there, else the
     * last activation. Empty when a stride has none.
     */
    public static List<Tap> propose(ForeignGraph graph) {
        List<Tap> all = all(graph);
        List<String> outputs = graph.outputNames();
        List<Tap> proposed = new ArrayList<>();
        for (int stride : STRIDES) {
            List<Tap> here = all.stream().filter(t -> t.stride() == stride).toList();
            here.stream()
                    .filter(t -> outputs.contains(t.tensor()))
                    .findFirst()
                    .or(() -> here.isEmpty() ? Optional.empty() : Optional.of(here.get(here.size() - 1)))
                    .ifPresent(proposed::add);
        }
        return proposed;
    }
}
