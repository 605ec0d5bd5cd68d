package loupe.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record of every inspected part, in SQLite. Rows are only added; of them only where files lie changes.
 * Thread-safe: reads have a connection of their own and neither wait for the writer nor hold it up; they take
 * milliseconds, so keep them off the JavaFX thread. Written by {@link TraceStore}. Methods throw TRC-03 or TRC-06 when
 * the file cannot be used.
 */
public final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final long CHECKED_ALWAYS = 16 << 20;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmssSSS").withZone(ZoneOffset.UTC);

    private final JournalFile file;
    private final JournalWriter writer;
    private final Optional<InspectionFault> fault;
    private final boolean interrupted;

    Journal(JournalFile file, Optional<InspectionFault> fault, boolean interrupted) {
        this.file = file;
        this.writer = new JournalWriter(file);
        this.fault = fault;
        this.interrupted = interrupted;
    }

    /**
     * Opens the journal or makes a new one. A damaged file is set aside and a new one begun; {@link #fault()} tells.
     *
     * @throws InspectionFault TRC-05 when a newer Loupe wrote it, TRC-03 when it cannot be opened
     */
    public static Journal open(Path file) {
        Path database = file.toAbsolutePath();
        try {
            Files.createDirectories(database.getParent());
            return open(database, Optional.empty());
        } catch (SQLException e) {
            InspectionFault fault = TraceFaults.of(e, database);
            if (fault.code() != FaultCode.TRC_06) {
                throw fault;
            }
            LOG.error("the journal is damaged and set aside", e);
            return afresh(database, fault);
        } catch (IOException e) {
            throw TraceFaults.of(e, database.getParent());
        }
    }

    private static Journal afresh(Path database, InspectionFault fault) {
        try {
            String stamp = STAMP.format(Instant.now());
            for (String part : List.of("", "-wal", "-shm")) {
                Path from = database.resolveSibling(database.getFileName() + part);
                if (Files.exists(from)) {
                    Files.move(from, database.resolveSibling("journal-damaged-" + stamp + ".db" + part));
                }
            }
            return open(database, Optional.of(fault));
        } catch (SQLException e) {
            throw TraceFaults.of(e, database);
        } catch (IOException e) {
            throw TraceFaults.of(e, database.getParent());
        }
    }

    private static Journal open(Path database, Optional<InspectionFault> fault) throws SQLException, IOException {
        // a WAL that is left over means that the last run did not end by itself: then every page is looked at
        boolean interrupted = Files.exists(JournalFile.log(database));
        boolean check = interrupted || (Files.exists(database) && Files.size(database) < CHECKED_ALWAYS);
        return new Journal(JournalFile.open(database, check), fault, interrupted);
    }

    /** TRC-06 when the journal was damaged at opening and a new one was begun. */
    public Optional<InspectionFault> fault() {
        return fault;
    }

    /** True when the last run was killed or lost its power: files and rows may not match. */
    boolean wasInterrupted() {
        return interrupted;
    }

    public long count() {
        return read("SELECT count(*) FROM inspection", s -> {}, r -> r.getLong(1))
                .get(0);
    }

    /** How many parts had which outcome, decided at {@code since} or later; every outcome is a key. */
    public Map<Outcome, Long> counts(Instant since) {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, 0L);
        }
        String sql = "SELECT outcome, count(*) FROM inspection WHERE at >= ? GROUP BY outcome";
        read(
                sql,
                s -> s.setLong(1, since.toEpochMilli()),
                r -> counts.put(Outcome.valueOf(r.getString(1)), r.getLong(2)));
        return counts;
    }

    /**
     * Rows, newest first.
     *
     * @param last row of the page before; empty for the first page
     * @param limit rows on a page
     */
    public List<JournalRow> page(JournalFilter filter, Optional<JournalRow> last, int limit) {
        JournalQuery query = new JournalQuery(filter);
        return read(query.page(last, limit), query::bind, RowReader::row);
    }

    /** How many rows there are of this kind. */
    public long count(JournalFilter filter) {
        JournalQuery query = new JournalQuery(filter);
        return read(query.count(), query::bind, r -> r.getLong(1)).get(0);
    }

    /** The newest parts with a verdict, newest first; ERROR is none, whatever the filter says. */
    public List<Decision> decisions(JournalFilter filter, int limit) {
        JournalQuery query = new JournalQuery(filter.withOutcomes(judged(filter)));
        return read(query.decisions(limit), query::bind, RowReader::decision);
    }

    private static Set<Outcome> judged(JournalFilter filter) {
        return filter.outcomes().stream().filter(o -> o != Outcome.ERROR).collect(Collectors.toSet());
    }

    /**
     * The time from the first to the last row of this kind in so many equal stretches, oldest first; those in which
     * nothing happened are left out. Fast where the filter names a recipe or a lot.
     */
    public List<Period> periods(JournalFilter filter, int count) {
        return new JournalPeriods(this, filter).of(count);
    }

    /** Every recipe that ever decided here, also those that are gone; sorted. */
    public List<String> recipes() {
        return read("SELECT DISTINCT recipe FROM inspection ORDER BY recipe", s -> {}, r -> r.getString(1));
    }

    /** Every class of defects (or of parts) that was ever seen here; sorted. */
    public List<String> classes() {
        return read("SELECT DISTINCT class FROM inspection_class ORDER BY class", s -> {}, r -> r.getString(1));
    }

    /** The lots with the newest parts first, at most so many. */
    public List<String> lots(int limit) {
        String sql = "SELECT lot FROM inspection WHERE lot IS NOT NULL GROUP BY lot ORDER BY max(at) DESC LIMIT ?";
        return read(sql, s -> s.setInt(1, limit), r -> r.getString(1));
    }

    /** The newest rows of all. */
    public List<JournalRow> newest(int limit) {
        return page(JournalFilter.ALL, Optional.empty(), limit);
    }

    public Optional<JournalRow> byId(String id) {
        return read(RowReader.SELECT + "WHERE i.id = ?", s -> s.setString(1, id), RowReader::row).stream()
                .findFirst();
    }

    /** All that people said about one part, oldest first. */
    public List<VerdictOverride> overrides(String inspectionId) {
        String sql = "SELECT * FROM verdict_override WHERE inspection = ? ORDER BY seq";
        return read(sql, s -> s.setString(1, inspectionId), RowReader::override);
    }

    /** The last word on each of these parts; parts without one are not in the result. */
    public Map<String, VerdictOverride> latestOverrides(Collection<String> inspectionIds) {
        Map<String, VerdictOverride> latest = new HashMap<>();
        String marks = String.join(",", Collections.nCopies(inspectionIds.size(), "?"));
        Binder ids = statement -> {
            int column = 0;
            for (String id : inspectionIds) {
                statement.setString(++column, id);
            }
        };
        read(
                        "SELECT * FROM verdict_override WHERE inspection IN (" + marks + ") ORDER BY seq",
                        ids,
                        RowReader::override)
                .forEach(o -> latest.put(o.inspectionId(), o));
        return latest;
    }

    /** For {@code TraceStore} and its helpers: everything that changes the file. */
    JournalWriter writer() {
        return writer;
    }

    interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    interface RowFunction<T> {
        T apply(ResultSet row) throws SQLException;
    }

    <T> List<T> read(String sql, Binder binder, RowFunction<T> function) {
        synchronized (file.reading()) {
            try (PreparedStatement statement = file.reader().prepareStatement(sql)) {
                binder.bind(statement);
                List<T> rows = new ArrayList<>();
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        rows.add(function.apply(result));
                    }
                }
                return rows;
            } catch (SQLException e) {
                throw TraceFaults.of(e, file.database());
            }
        }
    }

    /** Closes both connections; SQLite then folds the write-ahead log into the file. May be called twice. */
    @Override
    public void close() {
        writer.close();
    }
}
