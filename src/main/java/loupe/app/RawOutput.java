package loupe.app;

import java.util.List;
import java.util.Optional;
import loupe.detect.RawOutputs;
import loupe.domain.Image;

/**
 * One output of a model that nobody knows, to be told by a person what it is.
 *
 * @param name of the output
 * @param shape as it really came
 * @param lowest value
 * @param highest value
 * @param picture small, drawn from the values; empty when they are no picture and too few for one
 * @param guess stable name of the role that its shape suggests; empty when it suggests none
 */
public record RawOutput(
        String name, List<Long> shape, float lowest, float highest, Optional<Image> picture, Optional<String> guess) {
    public RawOutput {
        shape = List.copyOf(shape);
    }

    static RawOutput of(RawOutputs.Raw raw) {
        return new RawOutput(
                raw.name(),
                raw.shape(),
                raw.lowest(),
                raw.highest(),
                raw.picture(),
                raw.guess().map(Enum::name));
    }
}
