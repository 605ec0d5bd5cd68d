package loupe.soak;

import loupe.domain.Outcome;

/**
 * A row of the journal, as it was found after the last end, with its picture.
 *
 * @param id of the inspection
 * @param outcome as decided
 * @param code why it is an ERROR; empty otherwise
 * @param picture whether there was a picture to keep
 * @param image what became of it
 * @param serial read from the kept picture; 0 where there is none
 */
record Row(String id, Outcome outcome, String code, boolean picture, Kept image, int serial) {
    /** What became of a picture. */
    enum Kept {
        /** There, and it can be read. */
        PRESENT,
        /** The part had none: the camera failed. */
        NONE,
        /** Removed by age, as the row says. */
        AGE,
        /** Removed or not kept for want of room, as the row says. */
        SPACE,
        /** The row says that it is missing. */
        MISSING,
        /** Gone since this soak overwrote its journal, in which nothing can be noted any more. */
        SET_ASIDE,
        /** It could not be encoded, as the row says. */
        ENCODING,
        /** This soak spoilt the file, and the row does not say so. */
        SPOILT,
        /** Not there or not readable, and nothing says why. */
        UNEXPLAINED
    }
}
