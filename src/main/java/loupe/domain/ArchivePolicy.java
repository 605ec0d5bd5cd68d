package loupe.domain;

/** Of which parts the picture and the raw map are kept. The journal row is written for every part, always. */
public enum ArchivePolicy {
    ALL,
    /** Everything that is not a clear pass: FAIL, REVIEW and ERROR. */
    FAILS_AND_REVIEWS,
    NONE;

    public boolean keeps(Outcome outcome) {
        return this == ALL || (this == FAILS_AND_REVIEWS && !outcome.isGood());
    }
}
