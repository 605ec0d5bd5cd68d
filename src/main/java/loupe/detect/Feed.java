package loupe.detect;

import java.nio.ByteBuffer;
import java.util.List;
import loupe.imaging.PlaneFiller;

/**
 * How a model is run: the input {@code [1,3,height,width]} and the outputs that are asked for, in order.
 *
 * @param input name of the one input
 * @param outputs names; the others are not read
 */
record Feed(String input, int width, int height, List<String> outputs) {
    static final int CHANNELS = 3;

    Feed {
        outputs = List.copyOf(outputs);
    }

    PlaneFiller filler(ByteBuffer input) {
        return new PlaneFiller(width, height, CHANNELS, input);
    }
}
