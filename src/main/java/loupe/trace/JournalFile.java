package loupe.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The two connections to the journal's database. SQLite does not notice when somebody deletes or replaces its files: it
 * writes on into a file that has no name any more, and whatever ends the process then takes the rows with it. So they
 * are looked for before every transaction. When the write-ahead log is gone its rows are folded into the database and
 * both connections are opened anew, not before nobody else reads (TRC-03 until then); when the database is gone or
 * another file, nothing is written (TRC-03) until it is back.
 */
final class JournalFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);

    private final Path database;
    private final Object reading = new Object();
    private Connection writer;
    private Connection reader;
    private boolean closed;
    private final Optional<Object> identity;

    private JournalFile(Path database, Connection writer, Connection reader) {
        this.identity = identity(database);
        this.database = database;
        this.writer = writer;
        this.reader = reader;
    }

    /** Opens both; with {@code check} every page is looked at first. */
    static JournalFile open(Path database, boolean check) throws SQLException {
        Connection writer = Schema.writer(database);
        boolean ready = false;
        try {
            if (check) {
                Schema.check(writer);
            }
            JournalFile file = new JournalFile(database, writer, Schema.reader(database));
            ready = true;
            return file;
        } finally {
            if (!ready) {
                writer.close();
            }
        }
    }

    /** Where SQLite keeps rows that are not in the database yet. */
    static Path log(Path database) {
        return database.resolveSibling(database.getFileName() + "-wal");
    }

    Path database() {
        return database;
    }

    /** To be held while {@link #reader} is used. */
    Object reading() {
        return reading;
    }

    Connection reader() {
        return reader;
    }

    /** For the one who writes, before every transaction. */
    Connection writer() throws SQLException {
        if (!identity(database).equals(identity)) {
            String name = String.valueOf(database.getFileName());
            throw new InspectionFault(FaultCode.TRC_03, name + " was deleted or replaced while it is in use");
        }
        boolean gone = !Files.exists(log(database));
        if (!closed && (gone || writer.isClosed() || reader.isClosed())) {
            synchronized (reading) {
                reopen();
            }
        }
        return writer;
    }

    private void reopen() throws SQLException {
        if (!reader.isClosed()) { // else opening anew failed the last time
            LOG.error("{} was deleted by somebody; its rows are folded into the journal", log(database));
            fold();
            reader.close();
        }
        writer.close();
        writer = Schema.writer(database);
        reader = Schema.reader(database);
    }

    /** Says whether it could not by a row, not by an exception: the connection is all that still has the rows. */
    private void fold() throws SQLException {
        try (Statement statement = writer.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            if (result.next() && result.getInt("busy") != 0) {
                throw new SQLiteException("the journal is read by somebody", SQLiteErrorCode.SQLITE_BUSY);
            }
        }
    }

    /** Which file a name stands for, where the file system tells; empty when there is none. */
    private static Optional<Object> identity(Path file) {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (IOException e) {
            LOG.debug("{} is not there: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    /** SQLite then folds the write-ahead log into the database. May be called twice. */
    @Override
    public void close() {
        closed = true;
        synchronized (reading) {
            close(reader);
        }
        close(writer);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("the journal did not close", e);
        }
    }
}
