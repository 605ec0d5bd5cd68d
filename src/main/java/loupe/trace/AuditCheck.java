package loupe.trace;

import java.util.List;
import java.util.Optional;

/**
 * Whether an audit log is as it was written. A chain without a secret shows what was changed by hand, by a program or
 * by a disk; whoever writes the whole file anew is only found out by a digest that was written down elsewhere.
 *
 * @param lines in the file
 * @param head digest of the newest act, worth writing down elsewhere; 64 zeros when there is none
 * @param broken the first line that does not follow the one before it
 * @param unreadable numbers of lines that are no acts: a power cut leaves half a line, and what it said is lost
 * @param end whether the newest lines are still there
 * @param digests of all acts, oldest first
 */
public record AuditCheck(
        int lines, String head, Optional<Integer> broken, List<Integer> unreadable, End end, List<String> digests) {
    public AuditCheck {
        unreadable = List.copyOf(unreadable);
        digests = List.copyOf(digests);
    }

    /** What is known about the newest lines. */
    public enum End {
        /** The line that was written last, as noted beside the log, is there. */
        THERE,
        /** It is not: the end of the log was cut off or changed. */
        CUT,
        /** Nobody noted it: the note is missing, or an older Loupe wrote the log. */
        UNKNOWN
    }

    public boolean intact() {
        return broken.isEmpty() && end != End.CUT;
    }

    /** Whether the log held an act of this digest, or of one that begins so, and still does. */
    public boolean holds(String digest) {
        return digests.stream().anyMatch(d -> d.startsWith(digest));
    }
}
