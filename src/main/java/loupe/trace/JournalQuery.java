package loupe.trace;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import loupe.domain.Outcome;
import loupe.trace.JournalFilter.Word;

/**
 * A filter as SQL that reads an index in its own order and stops: one branch for every outcome, each newest first, put
 * together. Without it a rare outcome among a million rows would be looked for row by row.
 */
final class JournalQuery {
    private final JournalFilter filter;
    private final List<Object> values = new ArrayList<>();

    JournalQuery(JournalFilter filter) {
        this.filter = filter;
    }

    /** The newest rows before the last one of the page before, whole. */
    String page(Optional<JournalRow> last, int limit) {
        return RowReader.select(newest(last, limit));
    }

    /** The newest parts with a verdict, with people's last words. */
    String decisions(int limit) {
        String word = "(SELECT good FROM verdict_override o WHERE o.inspection = i.id ORDER BY o.seq DESC LIMIT 1)";
        return "SELECT i.seq, i.id, i.at, i.recipe_version, i.model_sha256, i.outcome, i.score, " + word
                + " AS good FROM ("
                + newest(Optional.empty(), limit)
                + ") k CROSS JOIN inspection i ON i.seq = k.seq ORDER BY k.at DESC, k.seq DESC";
    }

    String count() {
        return "SELECT coalesce(sum(n), 0) FROM (" + union("count(*) AS n") + ")";
    }

    /** How many, and the mean score. */
    String summary() {
        return branches("count(*), avg(i.score)", Optional.empty()).get(0);
    }

    /** The first ({@code min}) or last ({@code max}) time; null when there are no rows. */
    String span(String extreme) {
        return "SELECT " + extreme + "(at) FROM (" + union(extreme + "(i.at) AS at") + ")";
    }

    private String union(String columns) {
        return String.join(" UNION ALL ", branches(columns, Optional.empty()));
    }

    private String newest(Optional<JournalRow> last, int limit) {
        List<String> branches = branches("i.seq, i.at", last).stream()
                .map(b -> "SELECT * FROM (" + b + " ORDER BY " + time() + " DESC, " + key() + "seq DESC LIMIT " + limit
                        + ")")
                .toList();
        return String.join(" UNION ALL ", branches) + " ORDER BY at DESC, seq DESC LIMIT " + limit;
    }

    private List<String> branches(String columns, Optional<JournalRow> last) {
        boolean plain = filter.recipe().isEmpty() && filter.lot().isEmpty() && !byClass();
        if (filter.outcomes().isEmpty()) {
            return List.of("SELECT " + columns + " FROM inspection i WHERE 0");
        }
        if (plain && filter.outcomes().size() == Outcome.values().length) {
            return List.of(branch(columns, Optional.empty(), last));
        }
        return new TreeSet<>(filter.outcomes())
                .stream().map(o -> branch(columns, Optional.of(o), last)).toList();
    }

    /** Words are fewer than the parts of a class. */
    private boolean byClass() {
        return filter.kind().isPresent() && filter.word() == Word.ANY;
    }

    /** The table whose index is read in its own order. */
    private String key() {
        return byClass() ? "c." : "i.";
    }

    private String time() {
        return key() + "at";
    }

    private String branch(String columns, Optional<Outcome> outcome, Optional<JournalRow> last) {
        StringBuilder sql = new StringBuilder("SELECT ").append(columns).append(" FROM ");
        from(sql);
        if (filter.word() == Word.GOOD || filter.word() == Word.BAD) {
            and(sql, "o.good = ?", filter.word() == Word.GOOD ? 1 : 0);
        }
        filter.kind().ifPresent(name -> and(sql, "c.class = ?", name));
        filter.lot().ifPresent(lot -> and(sql, "i.lot = ?", lot));
        // a lot is smaller than a recipe: the plus keeps its index from being used
        filter.recipe().ifPresent(id -> and(sql, filter.lot().isPresent() ? "+i.recipe = ?" : "i.recipe = ?", id));
        outcome.ifPresent(o -> and(sql, key() + "outcome = ?", o.name()));
        filter.from().ifPresent(t -> and(sql, time() + " >= ?", t.toEpochMilli()));
        filter.to().ifPresent(t -> and(sql, time() + " < ?", t.toEpochMilli()));
        last.ifPresent(row -> {
            and(sql, "(" + time() + ", " + key() + "seq) < (?", row.at().toEpochMilli());
            sql.append(", ").append(row.seq()).append(')');
        });
        return sql.toString();
    }

    private void from(StringBuilder sql) {
        if (byClass()) {
            sql.append("inspection_class c CROSS JOIN inspection i ON i.seq = c.seq WHERE 1");
        } else if (filter.word() != Word.ANY) { // words are few: from them to their parts
            sql.append("verdict_override o CROSS JOIN inspection i ON i.id = o.inspection ");
            if (filter.kind().isPresent()) {
                sql.append("CROSS JOIN inspection_class c ON c.outcome = i.outcome AND c.at = i.at AND c.seq = i.seq ");
            }
            sql.append("WHERE o.seq = (SELECT max(seq) FROM verdict_override WHERE inspection = o.inspection)");
        } else {
            // without statistics SQLite would take the index of outcomes, a hundred times as long
            sql.append("inspection i ").append(filter.lot().isPresent() ? "INDEXED BY inspection_lot " : "");
            sql.append("WHERE 1");
        }
    }

    private void and(StringBuilder sql, String condition, Object value) {
        sql.append(" AND ").append(condition);
        values.add(value);
    }

    void bind(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
    }
}
