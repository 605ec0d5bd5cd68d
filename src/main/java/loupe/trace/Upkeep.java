package loupe.trace;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the trace thread does between two batches: a small piece of checking or deleting, never long. */
final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final long PERIOD_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int CHECKED_PIECES = 50; // the newest 10,000 pictures at every start

    private final Journal journal;
    private final Recovery recovery;
    private final Retention retention;
    private int unchecked = CHECKED_PIECES;
    private long due = System.nanoTime();

    Upkeep(Journal journal, PictureArchive archive, Clock clock) {
        this.journal = journal;
        this.recovery = new Recovery(journal, archive);
        this.retention = new Retention(journal.writer(), archive, archive::freeMegabytes, clock, System::nanoTime);
    }

    void recover() throws IOException {
        if (journal.wasInterrupted()) {
            recovery.afterCrash();
        }
    }

    /** True when that much is free, if need be after deleting the oldest files. */
    boolean makeRoom(long megabytes) throws IOException {
        return retention.forRoom(megabytes);
    }

    long millisToNext() {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime()) + 1);
    }

    /** Does the next piece if one is due; true when more is to be done at once. */
    boolean step(int retentionDays) {
        if (due - System.nanoTime() > 0) {
            return false;
        }
        boolean more = false;
        try {
            more = retention.byAge(retentionDays);
            if (!more && unchecked > 0) {
                unchecked = recovery.checkRows() ? unchecked - 1 : 0;
                more = unchecked > 0;
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("the archive could not be tidied; tried again in a minute", e);
        }
        if (!more) {
            due = System.nanoTime() + PERIOD_NANOS;
        }
        return more;
    }
}
