package loupe.camera.demo;

/** What can be wrong with a part of the demo line. */
public enum DefectType {
    /** A thin curved groove, bright on one side and dark on the other. */
    SCRATCH("scratch"),
    /** A smooth hollow that shows by its shading. */
    DENT("dent"),
    /** An irregular film that darkens and tints. */
    STAIN("stain"),
    /** A bite out of the outer or the inner edge, with a rough fracture. */
    CHIP("chip"),
    /** A bolt hole that was not drilled. */
    MISSING_HOLE("missing_hole"),
    /** A jagged dark line that branches. */
    CRACK("crack");

    private final String id;

    DefectType(String id) {
        this.id = id;
    }

    /** Name of the folder and of the label, for example {@code missing_hole}. */
    public String id() {
        return id;
    }
}
