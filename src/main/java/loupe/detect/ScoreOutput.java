package loupe.detect;

import java.nio.FloatBuffer;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/** The image score of a model: one number, whatever its shape. */
record ScoreOutput(FloatBuffer value) {
    /**
     * Checks the shape that the model really gives.
     *
     * @throws InspectionFault MOD-02 when it is more than one number
     */
    static ScoreOutput of(String file, OnnxNetwork.Output output) {
        if (output.values().capacity() != 1) {
            String reason = "its output " + output.name() + " is not one number but " + output.shape();
            throw new InspectionFault(FaultCode.MOD_02, file, reason);
        }
        return new ScoreOutput(output.values());
    }

    /** The score of the last run; throws MOD-06 when it is not finite. */
    float read() {
        float score = value.get(0);
        if (!Float.isFinite(score)) {
            throw new InspectionFault(FaultCode.MOD_06);
        }
        return score;
    }
}
