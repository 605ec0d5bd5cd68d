package loupe.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import loupe.domain.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes files and rows match: after a crash there may be files whose row was not written yet, and after a power cut
 * rows whose picture had not reached the disk.
 */
final class Recovery {
    /** File systems stamp files with the clock of the last tick, a little behind the one that rows are stamped with. */
    private static final Duration TICK = Duration.ofMillis(20);

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final int CHUNK = 200;
    // files are written at most a batch before their row, and data waits in memory for half a minute
    private static final Duration RECENT = Duration.ofMinutes(10);

    private final Journal journal;
    private final PictureArchive archive;
    private long below = Long.MAX_VALUE;

    Recovery(Journal journal, PictureArchive archive) {
        this.journal = journal;
        this.archive = archive;
    }

    /** After a run that did not end by itself; nobody may be writing. */
    void afterCrash() throws IOException {
        Instant since = recent();
        for (LocalDate day : archive.days()) {
            if (!day.isBefore(PictureArchive.day(since))) {
                for (Path file : archive.files(day)) {
                    removeOrphan(file, since);
                }
            }
        }
        while (checkRows(since)) {
            LOG.debug("checked rows down to {}", below);
        }
        below = Long.MAX_VALUE;
    }

    /** Looks at the next 200 older rows and flags those whose files are gone; false when all were looked at. */
    boolean checkRows() {
        return checkRows(Instant.EPOCH);
    }

    private boolean checkRows(Instant since) {
        List<FileRow> rows = rows(since);
        List<String> missing =
                rows.stream().filter(this::isIncomplete).map(FileRow::id).toList();
        if (!missing.isEmpty()) {
            LOG.warn("the pictures of {} parts are missing in the archive: {} …", missing.size(), missing.get(0));
            journal.writer().markRemoved(missing, "missing");
        }
        if (!rows.isEmpty()) {
            below = rows.get(rows.size() - 1).seq();
        }
        return rows.size() == CHUNK;
    }

    private record FileRow(
            long seq, String id, Optional<Entry.Kept> image, Optional<Entry.Kept> map, boolean removed) {}

    private List<FileRow> rows(Instant since) {
        String sql = """
                SELECT seq, id, image_file, image_bytes, map_file, map_bytes,
                  EXISTS (SELECT 1 FROM picture_removed r WHERE r.inspection = id)
                FROM inspection
                WHERE seq < ? AND at >= ? AND (image_file IS NOT NULL OR map_file IS NOT NULL)
                ORDER BY seq DESC LIMIT ?""";
        return journal.read(
                sql,
                s -> {
                    s.setLong(1, below);
                    s.setLong(2, since.toEpochMilli());
                    s.setInt(3, CHUNK);
                },
                r -> new FileRow(
                        r.getLong(1),
                        r.getString(2),
                        kept(r.getString(3), r.getLong(4)),
                        kept(r.getString(5), r.getLong(6)),
                        r.getBoolean(7)));
    }

    private static Optional<Entry.Kept> kept(String path, long bytes) {
        return Optional.ofNullable(path).map(p -> new Entry.Kept(p, bytes));
    }

    private boolean isIncomplete(FileRow row) {
        return !row.removed() && (isIncomplete(row.image()) || isIncomplete(row.map()));
    }

    private boolean isIncomplete(Optional<Entry.Kept> kept) {
        return kept.isPresent()
                && kept.get().in(archive.folder()).toFile().length()
                        != kept.get().bytes();
    }

    /**
     * By the row that was written last, not by the latest time: the clock may have been ahead for a while. Never before
     * this journal was made: the files of one that was set aside are
     * nobody's orphans.
     */
    private Instant recent() {
        String sql = "SELECT max((SELECT created_at FROM journal), "
                + "coalesce((SELECT at FROM inspection ORDER BY seq DESC LIMIT 1), 0) - " + RECENT.toMillis() + ")";
        return Instant.ofEpochMilli(
                journal.read(sql, s -> {}, r -> r.getLong(1)).get(0));
    }

    private void removeOrphan(Path file, Instant since) throws IOException {
        boolean unfinished = file.toString().endsWith(WholeFile.TEMPORARY);
        boolean recent = !Files.getLastModifiedTime(file).toInstant().isBefore(since.minus(TICK));
        if (unfinished || (recent && journal.byId(PictureArchive.idOf(file)).isEmpty())) {
            LOG.info("removed {}: its row was never written", file.getFileName());
            Files.deleteIfExists(file);
        }
    }
}
