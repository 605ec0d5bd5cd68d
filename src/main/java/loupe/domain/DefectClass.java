package loupe.domain;

/**
 * A kind of defect (or, of a whole picture, of part) that a model tells apart.
 *
 * @param index as the model counts, ≥ 0; also tells its colour
 * @param name for people, not blank; {@code #3} where the model has no names
 */
public record DefectClass(int index, String name) {
    public DefectClass {
        if (index < 0 || name.isBlank()) {
            throw new IllegalArgumentException("class " + index + " “" + name + "”");
        }
    }

    /** A class of which nobody knows the name. */
    public static DefectClass unnamed(int index) {
        return new DefectClass(index, "#" + index);
    }
}
