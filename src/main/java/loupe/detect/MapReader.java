package loupe.detect;

import java.util.Optional;
import loupe.domain.ClassMap;

/** Makes one number for each place out of an output of the last run; higher = worse. */
interface MapReader {
    /** Columns of the map. */
    int width();

    /** Rows of the map. */
    int height();

    /** Writes {@code width × height} values, row-major; throws MOD-06 when the model gave one that is not finite. */
    void read(float[] into);

    /** The picture's score, where it is not the highest value of the map; after {@link #read}. */
    default Optional<Float> score() {
        return Optional.empty();
    }

    /** Of which class each place is; after {@link #read}, which makes it anew. */
    default Optional<ClassMap> classes() {
        return Optional.empty();
    }
}
