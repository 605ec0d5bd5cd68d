package loupe.detect.profile;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An input or output as the model file declares it. Results may differ: what is declared is not promised.
 *
 * @param name unique in the model
 * @param type element type: {@code float32}, {@code bool}, …; {@code unknown} when not declared
 * @param shape sizes; −1 where the model leaves one open; empty also when no shape is declared
 */
public record TensorPort(String name, String type, List<Long> shape) {
    public TensorPort {
        shape = List.copyOf(shape);
    }

    /** Elements of the declared shape, open sizes counted as one; {@link Long#MAX_VALUE} when that overflows. */
    public long elements() {
        long n = 1;
        for (long d : shape) {
            long size = d < 0 ? 1 : d;
            n = size != 0 && n > Long.MAX_VALUE / size ? Long.MAX_VALUE : n * size;
        }
        return n;
    }

    /** For people: {@code input float32[?,3,256,256]}. */
    @Override
    public String toString() {
        return name + " " + type
                + shape.stream().map(d -> d < 0 ? "?" : Long.toString(d)).collect(Collectors.joining(",", "[", "]"));
    }
}
