package loupe.detect;

import java.util.List;
import loupe.detect.profile.Reading;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/** Values of classes for each place, [1,C,h,w]: the probability of a defect. */
final class SegmentationOutput implements MapReader {
    private static final int RANK = 4;

    private final int width;
    private final int height;
    private final ClassValues values;

    /** Checks the shape that the model really gives; MOD-02 when it is another. */
    SegmentationOutput(String file, OnnxNetwork.Output output, Reading reading) {
        List<Long> shape = output.shape();
        boolean known = shape.size() == RANK && shape.get(0) == 1;
        if (!known || !ClassValues.fits(reading.defects(), Math.toIntExact(shape.get(1)))) {
            String reason = "its output " + output.name() + " is " + shape + " and has no classes " + reading.defects();
            throw new InspectionFault(FaultCode.MOD_02, file, reason);
        }
        height = Math.toIntExact(shape.get(2));
        width = Math.toIntExact(shape.get(RANK - 1));
        values = new ClassValues(output.values(), Math.toIntExact(shape.get(1)), width * height, reading);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public void read(float[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = values.at(i);
        }
    }
}
