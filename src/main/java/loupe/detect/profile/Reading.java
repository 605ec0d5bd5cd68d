package loupe.detect.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import loupe.domain.DefectClass;

/**
 * What a model's outputs mean.
 *
 * @param outputs name → role, at least one that is read
 * @param direction whether high values of scores and maps are bad
 * @param activation what is still to be done to scores, maps and class values
 * @param range whether score and map are the method's own numbers or squeezed into 0…1
 * @param classes names by index; may be empty
 * @param defects indices of the classes that are defects, 0…65,535; only models with classes have them
 * @param low what black is in a reconstruction
 * @param high what white is in a reconstruction
 */
public record Reading(
        Map<String, Role> outputs,
        Direction direction,
        Activation activation,
        Range range,
        List<String> classes,
        List<Integer> defects,
        double low,
        double high) {
    /** What an output is. */
    public enum Role {
        /** One number for the picture. */
        SCORE,
        /** One number for each place: [N,1,h,w], [N,h,w] or [h,w]. */
        MAP,
        /** The index of a class for each place. */
        CLASS_MAP,
        /** A value for each class and place, [N,C,h,w]. */
        SEGMENTATION,
        /** A value for each class, [N,C]. */
        CLASSIFICATION,
        /** The picture as the model thinks it should be, compared with what was fed. */
        RECONSTRUCTION,
        /** The same from a model of ours, which has a map of its own. */
        REPAIRED,
        /** Boxes with class values and mask coefficients. */
        DETECTIONS,
        /** The masks that the coefficients mix. */
        PROTOTYPES,
        /** A decision: not read, decisions are the recipe's. */
        LABEL,
        /** A decision for each place: not read. */
        MASK,
        /** Not read. */
        FEATURES;

        /** Whether a detector reads outputs of this role. */
        public boolean isRead() {
            return this != LABEL && this != MASK && this != FEATURES;
        }

        boolean hasClasses() {
            return this == CLASS_MAP || this == SEGMENTATION || this == CLASSIFICATION || this == DETECTIONS;
        }
    }

    /** Which end of the scale is bad. */
    public enum Direction {
        HIGHER_IS_WORSE,
        LOWER_IS_WORSE
    }

    /** What turns the output into a probability. */
    public enum Activation {
        /** Nothing: done in the graph, or not wanted. */
        NONE,
        SIGMOID,
        SOFTMAX,
        /** Nothing, and the classes do not exclude each other: the graph ends with a sigmoid of each. */
        INDEPENDENT
    }

    /** What the numbers are. */
    public enum Range {
        RAW,
        /** 0…1, cut off at both ends: many parts may share one score. */
        NORMALISED
    }

    private static final int LAST_CLASS = 65_535;

    public Reading {
        outputs = java.util.Collections.unmodifiableMap(new TreeMap<>(outputs));
        classes = List.copyOf(classes);
        defects = List.copyOf(defects);
        if (!(high > low) || defects.stream().anyMatch(d -> d < 0 || d > LAST_CLASS)) {
            throw new IllegalArgumentException("range " + low + "…" + high + ", defects " + defects);
        }
    }

    /** Score and map as they are. */
    public static Reading of(Map<String, Role> outputs, Range range) {
        return new Reading(outputs, Direction.HIGHER_IS_WORSE, Activation.NONE, range, List.of(), List.of(), 0, 1);
    }

    /** Classes of which some are defects. */
    public static Reading ofClasses(
            Map<String, Role> outputs, Activation activation, List<String> classes, List<Integer> defects) {
        return new Reading(outputs, Direction.HIGHER_IS_WORSE, activation, Range.NORMALISED, classes, defects, 0, 1);
    }

    public Optional<String> named(Role role) {
        return outputs.entrySet().stream()
                .filter(e -> e.getValue() == role)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The outputs that a detector reads, sorted. */
    public List<String> read() {
        return outputs.entrySet().stream()
                .filter(e -> e.getValue().isRead())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether an output tells classes apart. */
    public boolean tellsClasses() {
        return outputs.values().stream().anyMatch(Role::hasClasses);
    }

    /** The classes that are defects, in order, by name. */
    public List<DefectClass> defectClasses() {
        return defects.stream().map(this::classOf).toList();
    }

    /** A class by its index; one without a name is called by it. */
    public DefectClass classOf(int index) {
        boolean named = index < classes.size() && !classes.get(index).isBlank();
        return named ? new DefectClass(index, classes.get(index)) : DefectClass.unnamed(index);
    }

    /** True when classes are read and nobody said which of them are defects. */
    boolean asksForDefects() {
        return defects.isEmpty() && tellsClasses();
    }
}
