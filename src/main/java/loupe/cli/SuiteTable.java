package loupe.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The figures of a suite: a row for every data set and subject (a backbone, a method), and every subject's mean over
 * the sets.
 *
 * @param <T> what is known of one set with one subject
 */
final class SuiteTable<T> {
    private static final String MEAN = "mean";

    private final String subject;
    private final List<Column<T>> columns;
    private final Function<T, ObjectNode> tree;
    private final List<Row<T>> rows = new ArrayList<>();

    /** Column heading, key in JSON, decimals and value. */
    record Column<T>(String title, String key, int decimals, Function<T, OptionalDouble> value) {}

    private record Row<T>(String set, String subject, T cell) {}

    /**
     * An empty table.
     *
     * @param subject what a row names besides the set, lower case
     * @param tree everything that is known of a cell, as JSON
     */
    SuiteTable(String subject, List<Column<T>> columns, Function<T, ObjectNode> tree) {
        this.subject = subject;
        this.columns = columns;
        this.tree = tree;
    }

    void add(String set, String name, T cell) {
        rows.add(new Row<>(set, name, cell));
    }

    void print(PrintWriter out) {
        Table table = new Table();
        List<String> head = new ArrayList<>(List.of("SET", subject.toUpperCase(Locale.ROOT)));
        columns.forEach(c -> head.add(c.title));
        table.row(head.toArray(String[]::new));
        rows.forEach(row -> print(table, row.set, row.subject, List.of(row.cell)));
        bySubject().forEach((name, own) -> print(table, MEAN, name, own));
        table.print(out);
    }

    private void print(Table table, String set, String name, List<T> cells) {
        List<String> row = new ArrayList<>(List.of(set, name));
        for (Column<T> column : columns) {
            row.add(EvaluationText.number("%." + column.decimals + "f", mean(column, cells)));
        }
        table.row(row.toArray(String[]::new));
    }

    ObjectNode tree() {
        ObjectNode node = Json.object();
        ArrayNode list = node.putArray("rows");
        for (Row<T> row : rows) {
            list.addObject().put(subject, row.subject).put("dataset", row.set).setAll(tree.apply(row.cell));
        }
        ArrayNode means = node.putArray(MEAN);
        bySubject().forEach((name, own) -> {
            ObjectNode mean = means.addObject().put(subject, name);
            columns.forEach(c -> Json.put(mean, c.key, mean(c, own)));
        });
        return node;
    }

    private Map<String, List<T>> bySubject() {
        Map<String, List<T>> own = new LinkedHashMap<>();
        rows.forEach(r -> own.computeIfAbsent(r.subject, b -> new ArrayList<>()).add(r.cell));
        return own;
    }

    /** Over the sets that have this figure: one without masks has none for pixels. */
    private static <T> OptionalDouble mean(Column<T> column, List<T> cells) {
        return cells.stream()
                .map(column.value)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average();
    }
}
