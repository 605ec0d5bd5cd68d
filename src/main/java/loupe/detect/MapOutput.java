package loupe.detect;

import java.nio.FloatBuffer;
import java.util.List;
import loupe.domain.AnomalyMap;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;

/** The anomaly map of a model: [1,1,h,w], [1,h,w] or [h,w], row-major. */
record MapOutput(int width, int height, FloatBuffer values) {
    /**
     * Checks the shape that the model really gives.
     *
     * @throws InspectionFault MOD-02 when it is no map
     */
    static MapOutput of(String file, OnnxNetwork.Output output) {
        List<Long> shape = output.shape();
        int rank = shape.size();
        if (rank < 2 || rank > 4 || shape.subList(0, rank - 2).stream().anyMatch(d -> d != 1)) {
            throw new InspectionFault(
                    FaultCode.MOD_02, file, "its output " + output.name() + " is not a map but " + shape);
        }
        return new MapOutput(
                Math.toIntExact(shape.get(rank - 1)), Math.toIntExact(shape.get(rank - 2)), output.values());
    }

    /** The map of the last run, said to cover the whole image; throws MOD-06 when a value is not finite. */
    AnomalyMap read(Image image) {
        float[] scores = new float[width * height];
        values.get(0, scores);
        for (float s : scores) {
            if (!Float.isFinite(s)) {
                throw new InspectionFault(FaultCode.MOD_06);
            }
        }
        return new AnomalyMap(width, height, scores, image.bounds());
    }
}
