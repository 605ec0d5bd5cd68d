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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the oldest files of the archive, a few at a time, by age or for room. Rows stay and say that their picture is
 * gone; they say so before the file goes, so that no row ever points at nothing. Used by the trace thread.
 */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int CHUNK = 200;

    private final JournalWriter writer;
    private final PictureArchive archive;
    private final Clock clock;
    private Optional<LocalDate> day = Optional.empty();
    private final ArrayDeque<Path> files = new ArrayDeque<>();

    Retention(JournalWriter writer, PictureArchive archive, Clock clock) {
        this.writer = writer;
        this.archive = archive;
        this.clock = clock;
    }

    /** Deletes up to 200 files that are older than so many days (0 = none are); false when there are no more. */
    boolean byAge(int days) throws IOException {
        if (days <= 0 || !findOldest()) {
            return false;
        }
        LocalDate today = PictureArchive.day(clock.instant());
        return day.orElse(today).isBefore(today.minusDays(days)) && deleteOldest("age");
    }

    /** Deletes until there is room, or nothing is left to delete; true when there is room. */
    boolean forRoom(long megabytes) throws IOException {
        while (archive.freeMegabytes() < megabytes) {
            if (!findOldest() || !deleteOldest("space")) {
                return false;
            }
        }
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

    private boolean deleteOldest(String reason) throws IOException {
        List<Path> chunk = new ArrayList<>();
        while (!files.isEmpty() && (chunk.size() < CHUNK || isSamePart(chunk, files.peek()))) {
            chunk.add(files.remove());
        }
        List<String> ids = chunk.stream().map(PictureArchive::idOf).distinct().toList();
        writer.markRemoved(ids, reason);
        for (Path file : chunk) {
            Files.deleteIfExists(file);
        }
        LOG.info("removed the pictures of {} parts of {} ({})", ids.size(), day.orElseThrow(), reason);
        return !chunk.isEmpty();
    }

    private static boolean isSamePart(List<Path> chunk, Path next) {
        return PictureArchive.idOf(chunk.get(chunk.size() - 1)).equals(PictureArchive.idOf(next));
    }
}
