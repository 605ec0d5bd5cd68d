package loupe.detect;

import java.util.List;

/**
 * How a model is run: the input {@code [1,3,height,width]} and the outputs that are asked for, in order.
 *
 * @param input name of the one input
 * @param outputs names; the others are not read
 */
record Feed(String input, int width, int height, List<String> outputs) {
    Feed {
        outputs = List.copyOf(outputs);
    }
}
