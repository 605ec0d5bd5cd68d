package loupe.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the oldest files of the archive, a few at a time, by age or for room. Rows stay and say that their picture is
 * gone; they say so before the file goes, so that no row ever points at nothing. Used by the trace thread.
 */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int CHUNK = 200;
    /** Some file systems give room back late; deleting on meanwhile would empty the archive. */
    private static final long SETTLING_NANOS = 10_000_000_000L;

    /** Free megabytes of the disk. */
    interface Disk {
        long freeMegabytes() throws IOException;
    }

    private final JournalWriter writer;
    private final Disk disk;
    private final PictureArchive archive;
    private final Clock clock;
    private final LongSupplier nanos;
    private Optional<LocalDate> day = Optional.empty();
    private final ArrayDeque<Path> files = new ArrayDeque<>();
    private long settled;

    /** {@code clock} says how old files are; {@code nanos} what time has passed, whatever is done to the clock. */
    Retention(JournalWriter writer, PictureArchive archive, Disk disk, Clock clock, LongSupplier nanos) {
        this.writer = writer;
        this.disk = disk;
        this.archive = archive;
        this.clock = clock;
        this.nanos = nanos;
        this.settled = nanos.getAsLong();
    }

    /** Deletes up to 200 files that are older than so many days (0 = none are); false when there are no more. */
    boolean byAge(int days) throws IOException {
        if (days <= 0 || !findOldest()) {
            return false;
        }
        LocalDate today = PictureArchive.day(clock.instant());
        return day.orElse(today).isBefore(today.minusDays(days)) && deleteOldest("age", Long.MAX_VALUE) > 0;
    }

    /**
     * Deletes the oldest files until there is room, but no more bytes than are missing. Where the disk gives them back
     * late, the next ten seconds count as room: writing goes on into what is held free, and nothing more is deleted.
     *
     * @return false when there is no room and nothing left to delete
     */
    boolean forRoom(long megabytes) throws IOException {
        long free = disk.freeMegabytes();
        if (free >= megabytes || nanos.getAsLong() - settled < 0) {
            return true;
        }
        long missing = (long) Math.min(Long.MAX_VALUE, (megabytes - free) * 0x1p20);
        while (missing > 0) {
            long deleted = findOldest() ? deleteOldest("space", missing) : 0;
            if (deleted == 0) {
                return disk.freeMegabytes() >= megabytes;
            }
            missing -= deleted;
        }
        settled = nanos.getAsLong() + SETTLING_NANOS;
        return true;
    }

    /** Goes to the oldest file that is left; empty days on the way are deleted. */
    private boolean findOldest() throws IOException {
        if (!files.isEmpty()) {
            return true;
        }
        for (LocalDate next : archive.days()) {
            files.addAll(archive.files(next));
            if (!files.isEmpty()) {
                day = Optional.of(next);
                return true;
            }
            archive.deleteDay(next);
        }
        return false;
    }

    /** Deletes whole parts, up to 200 files or so many bytes; the bytes deleted, at least 1 a file. */
    private long deleteOldest(String reason, long most) throws IOException {
        List<Path> chunk = new ArrayList<>();
        long bytes = 0;
        while (!files.isEmpty() && ((chunk.size() < CHUNK && bytes < most) || isSamePart(chunk, files.peek()))) {
            Path file = files.remove();
            chunk.add(file);
            bytes += Math.max(1, Files.exists(file) ? Files.size(file) : 0);
        }
        List<String> ids = chunk.stream().map(PictureArchive::idOf).distinct().toList();
        writer.markRemoved(ids, reason);
        for (Path file : chunk) {
            Files.deleteIfExists(file);
        }
        LOG.info("removed the pictures of {} parts of {} ({})", ids.size(), day.orElseThrow(), reason);
        return bytes;
    }

    private static boolean isSamePart(List<Path> chunk, Path next) {
        return !chunk.isEmpty()
                && PictureArchive.idOf(chunk.get(chunk.size() - 1)).equals(PictureArchive.idOf(next));
    }
}
