package loupe.detect;

import java.util.List;
import java.util.Optional;
import loupe.detect.profile.Reading;
import loupe.domain.ClassMap;
import loupe.domain.DefectClass;

/** A map of a model that tells classes apart; readers say for each place how bad it is and of which class. */
abstract class ClassReader implements MapReader {
    private final int width;
    private final int height;
    private final List<DefectClass> classes;
    private short[] cells = {};

    /** @param sides rows and columns */
    ClassReader(int[] sides, Reading reading) {
        height = sides[0];
        width = sides[1];
        classes = reading.defectClasses();
    }

    @Override
    public final int width() {
        return width;
    }

    @Override
    public final int height() {
        return height;
    }

    @Override
    public final void read(float[] into) {
        cells = new short[into.length];
        read(into, cells);
    }

    /**
     * Writes a value and a class for each place.
     *
     * @param kinds all 0, which is none; k is the k-th class that is a defect, counted from 1
     */
    abstract void read(float[] into, short[] kinds);

    @Override
    public final Optional<ClassMap> classes() {
        return Optional.of(new ClassMap(classes, cells));
    }
}
