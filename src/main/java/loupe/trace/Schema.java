package loupe.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Opens SQLite connections as the journal needs them and brings the tables to this program's version. */
final class Schema {
    /** {@code PRAGMA user_version} of the newest {@code schema-N.sql}. */
    static final int VERSION = 3;

    /** A copy or another program may hold the lock for seconds; meanwhile parts wait in the queue. */
    private static final int PATIENCE_MS = 10_000;

    private Schema() {}

    /** The one connection that writes; tables are made or migrated. */
    static Connection writer(Path database) throws SQLException {
        return prepared(database, connection -> {
            // FULL: a committed inspection survives a power cut, not only the death of the process
            run(connection, "PRAGMA busy_timeout = " + PATIENCE_MS);
            run(connection, "PRAGMA journal_mode = WAL");
            run(connection, "PRAGMA synchronous = FULL");
            run(connection, "PRAGMA foreign_keys = ON");
            run(connection, "PRAGMA journal_size_limit = 16777216");
            migrate(connection, database);
        });
    }

    /** A connection that cannot write; sees committed rows and never makes the writer wait. */
    static Connection reader(Path database) throws SQLException {
        return prepared(database, connection -> run(connection, "PRAGMA query_only = ON"));
    }

    /** Reads every page of the file and throws SQLITE_CORRUPT where the structure is broken. */
    static void check(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA quick_check(1)")) {
            if (result.next() && !"ok".equals(result.getString(1))) {
                throw new SQLiteException(result.getString(1), SQLiteErrorCode.SQLITE_CORRUPT);
            }
        }
    }

    private interface Preparation {
        void accept(Connection connection) throws SQLException;
    }

    private static Connection prepared(Path database, Preparation preparation) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        boolean ready = false;
        try {
            preparation.accept(connection);
            ready = true;
            return connection;
        } finally {
            if (!ready) {
                connection.close();
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void migrate(Connection connection, Path database) throws SQLException {
        int found = version(connection);
        if (found > VERSION) {
            throw new InspectionFault(FaultCode.TRC_05, database, found, VERSION);
        }
        for (int next = found + 1; next <= VERSION; next++) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(script(next));
                if (next == 1) {
                    statement.executeUpdate(
                            "INSERT INTO journal VALUES (" + Instant.now().toEpochMilli() + ")");
                }
                statement.executeUpdate("PRAGMA user_version = " + next);
                connection.commit();
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA user_version")) {
            return result.getInt(1);
        }
    }

    private static String script(int version) throws SQLException {
        String name = "schema-" + version + ".sql";
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new SQLException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }
}
