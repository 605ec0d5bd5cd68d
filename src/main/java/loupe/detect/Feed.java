package loupe.detect;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import loupe.detect.profile.InputPort;
import loupe.detect.profile.ModelProfile;
import loupe.imaging.PlaneFiller;

/**
 * How a model is run: the tensor that takes the picture, further inputs of one number, and the outputs that are asked
 * for, in order.
 *
 * @param port the picture's input
 * @param width pixels
 * @param height pixels
 * @param scalars name → number
 * @param outputs names; the others are not read
 */
record Feed(InputPort port, int width, int height, Map<String, Double> scalars, List<String> outputs) {
    static final int CHANNELS = 3;

    Feed {
        scalars = Map.copyOf(scalars);
        outputs = List.copyOf(outputs);
    }

    /** Float32 [1,3,height,width], RGB. */
    static Feed plain(String input, int width, int height, List<String> outputs) {
        return new Feed(InputPort.plain(input), width, height, Map.of(), outputs);
    }

    static Feed of(ModelProfile profile) {
        return new Feed(
                profile.input(),
                profile.size().width(),
                profile.size().height(),
                profile.scalars(),
                profile.reading().read());
    }

    /** Fills the input without a conversion; only for a {@link #plain} one. */
    PlaneFiller filler(ByteBuffer input) {
        return new PlaneFiller(width, height, CHANNELS, input);
    }

    /** Bytes of the picture's tensor. */
    int bytes() {
        return Math.toIntExact((long) port.batch()
                * port.channels()
                * height
                * width
                * port.type().bytes());
    }
}
