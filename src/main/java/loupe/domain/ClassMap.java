package loupe.domain;

import java.util.List;
import java.util.Optional;

/**
 * Which class each cell of an {@link AnomalyMap} most likely belongs to, should there be a defect at all: that says
 * the score.
 *
 * @param classes that can be told apart here
 * @param cells row-major, 0 = none, k = {@code classes.get(k − 1)}; never written to after construction
 */
public record ClassMap(List<DefectClass> classes, short[] cells) {
    public ClassMap {
        classes = List.copyOf(classes);
        for (short cell : cells) {
            if (cell < 0 || cell > classes.size()) {
                throw new IllegalArgumentException("cell of class " + cell + " of " + classes.size());
            }
        }
    }

    /** The class of a cell. */
    public Optional<DefectClass> at(int cell) {
        return cells[cell] == 0 ? Optional.empty() : Optional.of(classes.get(cells[cell] - 1));
    }
}
