package loupe.train.graph;

/** A value inside the graph of one {@link GraphWriter}: made by it, understood by it only. */
public final class Tensor {
    private final String name;

    Tensor(String name) {
        this.name = name;
    }

    /** The value's name in the file. */
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
