package loupe.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import loupe.app.EvaluationResult;

/** The figures of a suite: a row for every data set and backbone, and every backbone's mean over the sets. */
final class SuiteTable {
    private static final String MEAN = "mean";

    /** Column heading, key in JSON, decimals and value. */
    private record Column(String title, String key, int decimals, Function<Cell, OptionalDouble> value) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("IMAGE AUROC", "image_auroc", 4, c -> c.result.imageAuroc()),
            new Column("PIXEL AUROC", "pixel_auroc", 4, c -> c.result.pixelAuroc()),
            new Column("AU-PRO 0.3", "au_pro", 4, c -> c.result.auPro()),
            new Column("MS P50", "ms_p50", 1, c -> c.result.msP50()),
            new Column("FEATURES MS P50", "feature_ms_p50", 1, Cell::featureMs),
            new Column("TEACH S", "teach_seconds", 1, c -> c.result.teachSeconds()),
            new Column("MODEL MB", "model_mb", 1, c -> OptionalDouble.of(c.result.modelBytes() / 1e6)));

    private final List<Cell> cells = new ArrayList<>();

    /**
     * One data set with one backbone.
     *
     * @param featureMs median time of the backbone alone
     */
    record Cell(String backbone, EvaluationResult result, OptionalDouble featureMs) {}

    void add(Cell cell) {
        cells.add(cell);
    }

    int errors() {
        return cells.stream().mapToInt(c -> c.result.errors()).sum();
    }

    int images() {
        return cells.stream().mapToInt(c -> c.result.images()).sum();
    }

    void print(PrintWriter out) {
        Table table = new Table();
        List<String> head = new ArrayList<>(List.of("SET", "BACKBONE"));
        COLUMNS.forEach(c -> head.add(c.title));
        table.row(head.toArray(String[]::new));
        for (Cell cell : cells) {
            row(table, cell.result.dataset(), cell.backbone, List.of(cell));
        }
        byBackbone().forEach((backbone, own) -> row(table, MEAN, backbone, own));
        table.print(out);
    }

    private static void row(Table table, String set, String backbone, List<Cell> cells) {
        List<String> row = new ArrayList<>(List.of(set, backbone));
        for (Column column : COLUMNS) {
            row.add(EvaluationText.number("%." + column.decimals + "f", mean(column, cells)));
        }
        table.row(row.toArray(String[]::new));
    }

    ObjectNode tree() {
        ObjectNode node = Json.object();
        ArrayNode rows = node.putArray("rows");
        for (Cell cell : cells) {
            ObjectNode row = rows.addObject().put("backbone", cell.backbone);
            row.setAll(EvaluationText.tree(cell.result));
            Json.put(row, "feature_ms_p50", cell.featureMs);
        }
        ArrayNode means = node.putArray(MEAN);
        byBackbone().forEach((backbone, own) -> {
            ObjectNode mean = means.addObject().put("backbone", backbone);
            COLUMNS.forEach(c -> Json.put(mean, c.key, mean(c, own)));
        });
        return node;
    }

    private Map<String, List<Cell>> byBackbone() {
        Map<String, List<Cell>> own = new LinkedHashMap<>();
        cells.forEach(
                c -> own.computeIfAbsent(c.backbone, b -> new ArrayList<>()).add(c));
        return own;
    }

    /** Over the sets that have this figure: one without masks has none for pixels. */
    private static OptionalDouble mean(Column column, List<Cell> cells) {
        return cells.stream()
                .map(column.value)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average();
    }
}
