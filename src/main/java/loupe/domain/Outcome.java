package loupe.domain;

/** What becomes of a part. ERROR is an outcome: recorded, shown, signalled as not-good, never a pass. */
public enum Outcome {
    PASS,
    REVIEW,
    FAIL,
    ERROR;

    /** True only for PASS: everything else stops the part. */
    public boolean isGood() {
        return this == PASS;
    }
}
