package loupe.detect.profile;

import java.util.List;
import java.util.stream.IntStream;

/** What models exported by Ultralytics share: their metadata. */
final class Ultralytics {
    private Ultralytics() {}

    /** Whether Ultralytics made a model for this task; its {@code names} are a Python literal. */
    static boolean isFor(ModelFacts model, String task) {
        return model.metadata("task").equals(task)
                && (model.metadata("author").equals("Ultralytics")
                        || !model.metadata("names").isEmpty());
    }

    static List<String> names(ModelFacts model) {
        return PythonNames.read(model.metadata("names"));
    }

    /** Side that an open input is fed with. */
    static int side(ModelFacts model, int otherwise) {
        List<Double> size = PlainYaml.numbers(model.metadata("imgsz"));
        double first = size.isEmpty() ? otherwise : size.get(0);
        return first >= 1 && first <= InputSize.LARGEST ? (int) first : otherwise;
    }

    /** Every class. */
    static List<Integer> all(List<String> names) {
        return IntStream.range(0, names.size()).boxed().toList();
    }
}
