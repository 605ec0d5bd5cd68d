package loupe.detect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import loupe.detect.profile.GraphHints;
import loupe.detect.profile.TensorPort;

/** Nodes and small constants of a main graph, to find out what happens to the input first and to the outputs last. */
final class GraphTrace {
    private static final int MOST = 20_000;
    private static final int LONGEST = 12;
    private static final int MOST_OUTPUTS = 64;
    private static final Set<String> AT_THE_INPUT = Set.of(
            "Identity", "Cast", "Resize", "Transpose", "Pad", "Slice", "Clip", "Reshape", "Squeeze", "Unsqueeze");
    private static final Set<String> AT_THE_OUTPUT =
            Set.of("Identity", "Cast", "Resize", "Transpose", "Reshape", "Squeeze", "Unsqueeze", "Flatten", "Upsample");
    private static final Set<String> ARITHMETIC = Set.of("Sub", "Add", "Mul", "Div");

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, float[]> constants = new HashMap<>();

    /** One node of the main graph. */
    record Node(String op, List<String> inputs, List<String> outputs) {}

    /** y = a·x + b, for one channel or for each. */
    private record Affine(double[] a, double[] b) {
        Affine then(String op, float[] c) {
            int n = Math.max(a.length, c.length);
            double[] a2 = new double[n];
            double[] b2 = new double[n];
            for (int i = 0; i < n; i++) {
                double by = c[c.length == 1 ? 0 : i];
                double ai = a[a.length == 1 ? 0 : i];
                double bi = b[b.length == 1 ? 0 : i];
                a2[i] = op.equals("Mul") ? ai * by : op.equals("Div") ? ai / by : ai;
                b2[i] = switch (op) {
                    case "Mul" -> bi * by;
                    case "Div" -> bi / by;
                    case "Sub" -> bi - by;
                    default -> bi + by;
                };
            }
            return new Affine(a2, b2);
        }
    }

    void add(Node node) {
        if (nodes.size() < MOST) {
            nodes.add(node);
        }
    }

    void constant(String name, float[] values) {
        if ((values.length == 1 || values.length == 3) && constants.size() < MOST) {
            constants.put(name, values);
        }
    }

    GraphHints hints(List<TensorPort> inputs, List<TensorPort> outputs) {
        Optional<Affine> scaling =
                inputs.stream().filter(p -> p.shape().size() > 1).findFirst().flatMap(p -> scaling(p.name()));
        List<Double> mean = scaling.map(s -> IntStream.range(0, s.a().length)
                        .mapToObj(i -> -s.b()[i] / s.a()[i])
                        .toList())
                .orElse(List.of());
        List<Double> std = scaling.map(s -> IntStream.range(0, s.a().length)
                        .mapToObj(i -> 1 / s.a()[i])
                        .toList())
                .orElse(List.of());
        Map<String, String> last = new HashMap<>();
        outputs.stream().limit(MOST_OUTPUTS).forEach(p -> last.put(p.name(), lastOp(p.name())));
        boolean finite =
                mean.stream().allMatch(Double::isFinite) && std.stream().allMatch(Double::isFinite);
        return finite ? new GraphHints(mean, std, last) : new GraphHints(List.of(), List.of(), last);
    }

    private Optional<Affine> scaling(String input) {
        Affine affine = new Affine(new double[] {1}, new double[] {0});
        boolean found = false;
        String current = input;
        for (int i = 0; i < LONGEST; i++) {
            Optional<Node> next = consumer(current);
            if (next.isEmpty()) {
                break;
            }
            Node node = next.get();
            Optional<float[]> by = operand(node, current);
            if (by.isPresent()) {
                affine = affine.then(node.op(), by.get());
                found = true;
            } else if (!AT_THE_INPUT.contains(node.op())
                    || !node.inputs().get(0).equals(current)) {
                break;
            }
            current = node.outputs().get(0);
        }
        return found ? Optional.of(affine) : Optional.empty();
    }

    private Optional<Node> consumer(String tensor) {
        return nodes.stream()
                .filter(n -> n.inputs().contains(tensor) && !n.outputs().isEmpty())
                .findFirst();
    }

    /** The constant that the node combines with the tensor; a tensor that is subtracted or divided by is no scaling. */
    private Optional<float[]> operand(Node node, String tensor) {
        if (!ARITHMETIC.contains(node.op()) || node.inputs().size() != 2) {
            return Optional.empty();
        }
        boolean first = node.inputs().get(0).equals(tensor);
        boolean turned = !first && (node.op().equals("Sub") || node.op().equals("Div"));
        return turned
                ? Optional.empty()
                : Optional.ofNullable(constants.get(node.inputs().get(first ? 1 : 0)));
    }

    private String lastOp(String output) {
        String current = output;
        for (int i = 0; i < LONGEST; i++) {
            String name = current;
            Optional<Node> maker =
                    nodes.stream().filter(n -> n.outputs().contains(name)).findFirst();
            if (maker.isEmpty()) {
                return "";
            }
            if (!AT_THE_OUTPUT.contains(maker.get().op())
                    || maker.get().inputs().isEmpty()) {
                return maker.get().op();
            }
            current = maker.get().inputs().get(0);
        }
        return "";
    }
}
