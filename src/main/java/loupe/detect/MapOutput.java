package loupe.detect;

import java.nio.FloatBuffer;
import java.util.List;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/** An anomaly map: [1,1,h,w], [1,h,w,1], [1,h,w] or [h,w], row-major. */
record MapOutput(int width, int height, FloatBuffer given, Values values) implements MapReader {
    /**
     * Checks the shape that the model really gives.
     *
     * @throws InspectionFault MOD-02 when it is no map
     */
    static MapOutput of(String file, OnnxNetwork.Output output, Values values) {
        int[] sides = sides(file, output);
        return new MapOutput(sides[1], sides[0], output.values(), values);
    }

    /** Rows and columns of an output that has one number for each place. */
    static int[] sides(String file, OnnxNetwork.Output output) {
        List<Long> shape = output.shape();
        int rank = shape.size();
        boolean last = rank == 4 && shape.get(3) == 1 && shape.get(1) != 1;
        int to = last ? rank - 1 : rank;
        if (rank < 2 || rank > 4 || shape.subList(0, to - 2).stream().anyMatch(d -> d != 1)) {
            throw new InspectionFault(
                    FaultCode.MOD_02, file, "its output " + output.name() + " is not a map but " + shape);
        }
        return new int[] {Math.toIntExact(shape.get(to - 2)), Math.toIntExact(shape.get(to - 1))};
    }

    @Override
    public void read(float[] into) {
        given.get(0, into);
        if (values.isNothing()) {
            for (float v : into) {
                Values.finite(v);
            }
            return;
        }
        for (int i = 0; i < into.length; i++) {
            into[i] = values.of(into[i]);
        }
    }
}
