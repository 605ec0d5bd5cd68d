package loupe.trace;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import loupe.domain.InspectionFault;

/** Everything that changes the journal: one connection, one transaction at a time. What returned is on the disk. */
final class JournalWriter implements AutoCloseable {
    private static final String REMOVED = "INSERT OR IGNORE INTO picture_removed (inspection, at, reason) ";

    private final JournalFile file;

    JournalWriter(JournalFile file) {
        this.file = file;
    }

    /** Adds rows, all or none. An id that is already there is left as it is. */
    void add(List<Entry> entries) {
        transaction(connection -> {
            try (RowWriter rows = new RowWriter(connection);
                    PreparedStatement removed = connection.prepareStatement(REMOVED + "VALUES (?, ?, ?)")) {
                for (Entry entry : entries) {
                    rows.write(entry);
                    if (entry.lost().isPresent()) {
                        removed.setString(1, entry.inspection().id());
                        removed.setLong(2, Instant.now().toEpochMilli());
                        removed.setString(3, entry.lost().get());
                        removed.executeUpdate();
                    }
                }
            }
        });
    }

    /**
     * Says where files lie that were stored after their row was written: the only columns that are ever filled in
     * later, and only while they are empty. What was removed before stays removed.
     */
    void addFiles(Entry entry) {
        String sql = "UPDATE inspection SET image_file = ?, image_bytes = ?, map_file = ?, map_bytes = ? WHERE id = ? "
                + "AND image_file IS NULL AND map_file IS NULL "
                + "AND NOT EXISTS (SELECT 1 FROM picture_removed WHERE inspection = inspection.id)";
        transaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, entry.image().map(Entry.Kept::path).orElse(null));
                statement.setObject(2, entry.image().map(Entry.Kept::bytes).orElse(null));
                statement.setString(3, entry.map().map(Entry.Kept::path).orElse(null));
                statement.setObject(4, entry.map().map(Entry.Kept::bytes).orElse(null));
                statement.setString(5, entry.inspection().id());
                statement.executeUpdate();
            }
        });
    }

    /** Says of these inspections that their files are gone; those that are not in the journal are passed over. */
    void markRemoved(Collection<String> ids, String reason) {
        String sql = REMOVED + "SELECT id, ?, ? FROM inspection WHERE id = ? "
                + "AND (image_file IS NOT NULL OR map_file IS NOT NULL)";
        transaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setLong(1, Instant.now().toEpochMilli());
                statement.setString(2, reason);
                for (String id : ids) {
                    statement.setString(3, id);
                    statement.executeUpdate();
                }
            }
        });
    }

    /** Adds a person's word; false when there is no such inspection. */
    boolean add(VerdictOverride override) {
        String sql = "INSERT INTO verdict_override (inspection, at, who, good, reason) "
                + "SELECT id, ?, ?, ?, ? FROM inspection WHERE id = ?";
        int[] added = new int[1];
        transaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setLong(1, override.at().toEpochMilli());
                statement.setString(2, override.who());
                statement.setBoolean(3, override.good());
                statement.setString(4, override.reason());
                statement.setString(5, override.inspectionId());
                added[0] = statement.executeUpdate();
            }
        });
        return added[0] == 1;
    }

    private interface Work {
        void run(Connection connection) throws SQLException;
    }

    private interface Step {
        void take() throws SQLException;
    }

    private synchronized void transaction(Work work) {
        Connection connection = open();
        try {
            connection.setAutoCommit(false);
            work.run(connection);
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            InspectionFault fault = TraceFaults.of(e, file.database());
            undo(connection, fault);
            throw fault;
        } catch (RuntimeException e) { // else the next transaction would commit what this one began
            undo(connection, e);
            throw e;
        }
    }

    private Connection open() {
        try {
            return file.writer();
        } catch (SQLException e) {
            throw TraceFaults.of(e, file.database());
        }
    }

    /**
     * Both steps, whatever becomes of the first: on a full disk SQLite has rolled back by itself, and a connection that
     * still believed in its transaction would never begin another.
     */
    private static void undo(Connection connection, RuntimeException why) {
        attempt(connection::rollback, why);
        attempt(() -> connection.setAutoCommit(true), why);
    }

    private static void attempt(Step step, RuntimeException why) {
        try {
            step.take();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    @Override
    public synchronized void close() {
        file.close();
    }
}
