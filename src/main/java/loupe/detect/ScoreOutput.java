package loupe.detect;

import java.util.Optional;
import loupe.domain.ClassMap;
import loupe.domain.DefectClass;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/** The image score of a model. */
interface ScoreOutput {
    /** The score of the last run, higher = worse; throws MOD-06 when it is not finite. */
    float read();

    /** What the whole picture of the last run is, where the model tells. */
    default Optional<DefectClass> winner() {
        return Optional.empty();
    }

    /** The likeliest defect as a map of one cell, where the model tells. */
    default Optional<ClassMap> classes() {
        return Optional.empty();
    }

    /**
     * One number, whatever its shape.
     *
     * @throws InspectionFault MOD-02 when the model really gives more
     */
    static ScoreOutput single(String file, OnnxNetwork.Output output, Values values) {
        if (output.values().capacity() != 1) {
            String reason = "its output " + output.name() + " is not one number but " + output.shape();
            throw new InspectionFault(FaultCode.MOD_02, file, reason);
        }
        return () -> values.of(output.values().get(0));
    }
}
