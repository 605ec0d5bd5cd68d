package loupe.detect.profile;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import loupe.detect.profile.Reading.Activation;
import loupe.detect.profile.Reading.Role;

/**
 * An output that speaks of classes, told by its shape.
 *
 * @param name of the output
 * @param role class map, segmentation, classification or, for one channel, map
 * @param classes how many; 0 when that is not declared
 * @param activation what is still to be done, from the graph's last operator
 */
record ClassOutput(String name, Role role, int classes, Activation activation) {
    static final int MOST_CLASSES = 100;
    private static final List<String> GOOD = List.of("good", "ok", "normal", "background", "_background_", "nodefect");

    /** The only output as a picture of classes; empty when it is none. */
    static Optional<ClassOutput> places(ModelFacts model) {
        return model.onlyOutput().filter(p -> !isFeatures(p)).flatMap(p -> {
            List<Long> shape = p.shape();
            boolean index = p.type().startsWith("int") || (p.type().equals("uint8") && shape.size() >= 3);
            String op = model.outline().hints().lastOp(p.name());
            if (index && shape.size() >= 3 && (shape.size() == 3 || shape.get(1) <= 1)) {
                return Optional.of(new ClassOutput(p.name(), Role.CLASS_MAP, 0, Activation.NONE));
            }
            if (shape.size() != 4 || index) {
                return Optional.empty();
            }
            if (shape.get(1) == 1) {
                Activation left = op.equals("Sigmoid") ? Activation.NONE : Activation.SIGMOID;
                return Optional.of(new ClassOutput(p.name(), Role.MAP, 1, left));
            }
            return Optional.of(
                    new ClassOutput(p.name(), Role.SEGMENTATION, (int) (long) shape.get(1), severalClasses(op)));
        });
    }

    /** The only output as values of classes of the whole picture; empty when it is none. */
    static Optional<ClassOutput> whole(ModelFacts model) {
        return model.onlyOutput()
                .filter(p -> p.shape().size() == 2 && p.shape().get(1) >= 1)
                .map(p -> {
                    String op = model.outline().hints().lastOp(p.name());
                    int n = (int) Math.min(Integer.MAX_VALUE, p.shape().get(1));
                    if (n == 1) {
                        Activation left = op.equals("Sigmoid") ? Activation.NONE : Activation.SIGMOID;
                        return new ClassOutput(p.name(), Role.SCORE, 1, left);
                    }
                    return new ClassOutput(p.name(), Role.CLASSIFICATION, n, severalClasses(op));
                });
    }

    private static Activation severalClasses(String lastOp) {
        return switch (lastOp) {
            case "Softmax" -> Activation.NONE;
            case "Sigmoid" -> Activation.INDEPENDENT;
            default -> Activation.SOFTMAX;
        };
    }

    /** More channels than classes anybody looks for. */
    static boolean isFeatures(TensorPort port) {
        return port.shape().size() == 4 && port.shape().get(1) > MOST_CLASSES;
    }

    /** Classes that are defects by their names: all but the good ones, if one of them has such a name. */
    static List<Integer> defectsByName(List<String> names) {
        List<Integer> bad = IntStream.range(0, names.size())
                .filter(i ->
                        !GOOD.contains(names.get(i).toLowerCase(Locale.ROOT).replaceAll("[ -]", "")))
                .boxed()
                .toList();
        return bad.size() == names.size() ? List.of() : bad;
    }

    /**
     * Every class but 0, which is the background by custom; all of them where each has a sigmoid of its own, since
     * those need no background. Unknown counts ask.
     */
    List<Integer> foreground() {
        int first = activation == Activation.INDEPENDENT ? 0 : 1;
        return role == Role.SEGMENTATION && classes > 1
                ? IntStream.range(first, Math.min(classes, MOST_CLASSES))
                        .boxed()
                        .toList()
                : List.of();
    }
}
