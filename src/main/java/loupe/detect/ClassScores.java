package loupe.detect;

import java.util.Optional;
import loupe.detect.profile.Reading;
import loupe.domain.ClassMap;
import loupe.domain.DefectClass;
import loupe.domain.InspectionFault;

/** A value for each class, [1,C], of the whole picture: how likely it is bad, and what it is. */
final class ClassScores implements ScoreOutput {
    private final ClassValues values;
    private final Reading reading;

    /**
     * Checks the shape that the model really gives.
     *
     * @throws InspectionFault MOD-02 when it is of another shape or has not the classes that are defects
     */
    ClassScores(String file, OnnxNetwork.Output output, Reading reading) {
        int classes = output.values().capacity();
        boolean row = output.shape().stream().filter(d -> d != 1).count() <= 1;
        if (!row || !ClassValues.fits(reading.defects(), classes)) {
            throw ClassValues.refused(file, output, reading);
        }
        this.values = new ClassValues(output.values(), classes, 1, reading);
        this.reading = reading;
    }

    @Override
    public float read() {
        return values.at(0);
    }

    @Override
    public Optional<DefectClass> winner() {
        return Optional.of(reading.classOf(values.winner(0)));
    }

    @Override
    public Optional<ClassMap> classes() {
        return Optional.of(new ClassMap(reading.defectClasses(), new short[] {values.kind(0)}));
    }
}
