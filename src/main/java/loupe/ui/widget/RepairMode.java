package loupe.ui.widget;

/** What is shown of a part whose model can say how it should look. */
public enum RepairMode {
    /** The part with its heat map, as always. */
    PART,
    /** Part, repaired and difference in a row. */
    BESIDE,
    /** Part and repaired in turn, in the same place. */
    FLICKER;

    /** What a key that stands for {@code wanted} leads to: it, or back from it. */
    public RepairMode toggled(RepairMode wanted) {
        return this == wanted ? PART : wanted;
    }
}
