package loupe.detect;

import java.util.List;
import loupe.detect.profile.Reading;

/** Values of classes for each place, [1,C,h,w]: the probability of a defect, and the likeliest one. */
final class SegmentationOutput extends ClassReader {
    private static final int RANK = 4;

    private final ClassValues values;

    /** Checks the shape that the model really gives; MOD-02 when it is another. */
    SegmentationOutput(String file, OnnxNetwork.Output output, Reading reading) {
        super(sides(file, output, reading), reading);
        int classes = Math.toIntExact(output.shape().get(1));
        values = new ClassValues(output.values(), classes, width() * height(), reading);
    }

    private static int[] sides(String file, OnnxNetwork.Output output, Reading reading) {
        List<Long> shape = output.shape();
        boolean known = shape.size() == RANK && shape.get(0) == 1;
        if (!known || !ClassValues.fits(reading.defects(), Math.toIntExact(shape.get(1)))) {
            throw ClassValues.refused(file, output, reading);
        }
        return new int[] {Math.toIntExact(shape.get(2)), Math.toIntExact(shape.get(RANK - 1))};
    }

    @Override
    void read(float[] into, short[] kinds) {
        for (int i = 0; i < into.length; i++) {
            into[i] = values.at(i);
            kinds[i] = values.kind(i);
        }
    }
}
