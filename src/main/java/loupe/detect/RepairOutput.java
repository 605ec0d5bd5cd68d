package loupe.detect;

import java.nio.FloatBuffer;
import java.util.List;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.PixelOrder;

/** The repaired picture of a model: [1,3,h,w], RGB 0…1, in planes. */
record RepairOutput(int width, int height, FloatBuffer values) {
    private static final int RANK = 4;

    /**
     * Checks the shape that the model really gives.
     *
     * @throws InspectionFault MOD-02 when it is no picture
     */
    static RepairOutput of(String file, OnnxNetwork.Output output) {
        List<Long> shape = output.shape();
        if (shape.size() != RANK || shape.get(0) != 1 || shape.get(1) != Feed.CHANNELS) {
            throw new InspectionFault(
                    FaultCode.MOD_02, file, "its output " + output.name() + " is not a picture but " + shape);
        }
        return new RepairOutput(
                Math.toIntExact(shape.get(RANK - 1)), Math.toIntExact(shape.get(RANK - 2)), output.values());
    }

    /** A copy of the picture of the last run; what leaves 0…1 is cut off, what is not a number is black. */
    Image read() {
        int n = width * height;
        byte[] pixels = new byte[Feed.CHANNELS * n];
        for (int i = 0; i < pixels.length; i++) {
            float value = values.get(i % Feed.CHANNELS * n + i / Feed.CHANNELS);
            pixels[i] = (byte) Math.round(255 * Math.max(0, Math.min(1, value)));
        }
        return new Image(width, height, PixelOrder.RGB8, pixels);
    }
}
