package loupe.soak;

import java.util.List;

/**
 * One run of the line, from its start to its stop or to the death of its process.
 *
 * @param number from 1, as the stream server knows it
 * @param ending how it ended
 * @param counts the station's own, the last that were told
 * @param parts that it handed to the journal
 * @param unwritten of them: how many may have no row, because the journal had not written them when the process died
 */
record RunRecord(int number, Ending ending, Told.Counts counts, List<Told.Part> parts, int unwritten) {
    /** How a run ends. */
    enum Ending {
        /** Stopped, and everything of it was reported to be in the journal. */
        STOPPED,
        /** The process was killed, by this soak. */
        KILLED,
        /** The process ended or hung, and nobody had asked for it. */
        BROKEN
    }
}
