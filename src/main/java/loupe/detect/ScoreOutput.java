package loupe.detect;

import java.util.List;
import loupe.detect.profile.Reading;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/** The image score of a model. */
interface ScoreOutput {
    /** The score of the last run, higher = worse; throws MOD-06 when it is not finite. */
    float read();

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

    /**
     * A value for each class, [1,C].
     *
     * @throws InspectionFault MOD-02 when it is of another shape or has not the classes that are defects
     */
    static ScoreOutput ofClasses(String file, OnnxNetwork.Output output, Reading reading) {
        List<Long> shape = output.shape();
        int classes = output.values().capacity();
        boolean row = shape.stream().filter(d -> d != 1).count() <= 1;
        if (!row || !ClassValues.fits(reading.defects(), classes)) {
            String reason = "its output " + output.name() + " is " + shape + " and has no classes " + reading.defects();
            throw new InspectionFault(FaultCode.MOD_02, file, reason);
        }
        ClassValues values = new ClassValues(output.values(), classes, 1, reading);
        return () -> values.at(0);
    }
}
