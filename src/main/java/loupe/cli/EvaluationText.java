package loupe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalDouble;
import loupe.app.EvaluationResult;

/** An evaluation as a table and as JSON. */
final class EvaluationText {
    private EvaluationText() {}

    static void print(EvaluationResult r, PrintWriter out) {
        Table table = new Table()
                .row("data set", r.dataset())
                .row("images", Integer.toString(r.images()))
                .row("image AUROC", share(r.imageAuroc()))
                .row("pixel AUROC", share(r.pixelAuroc()))
                .row("AU-PRO 0.3", share(r.auPro()))
                .row("F1-max", share(r.f1Max()))
                .row("  at score", number("%.4g", r.f1Threshold()))
                .row("ms p50", number("%.1f", r.msP50()))
                .row("ms p95", number("%.1f", r.msP95()))
                .row("model bytes", Long.toString(r.modelBytes()))
                .row("teach seconds", number("%.1f", r.teachSeconds()));
        table.print(out);
        out.println();
        Table types = new Table().row("TYPE", "IMAGES", "IMAGE AUROC");
        r.perType().forEach((type, t) -> types.row(type, Integer.toString(t.n()), share(t.imageAuroc())));
        types.print(out);
    }

    static ObjectNode tree(EvaluationResult r) {
        ObjectNode node = Json.object();
        node.put("dataset", r.dataset());
        node.put("images", r.images());
        node.put("errors", r.errors());
        Json.put(node, "image_auroc", r.imageAuroc());
        Json.put(node, "pixel_auroc", r.pixelAuroc());
        Json.put(node, "au_pro", r.auPro());
        Json.put(node, "f1_max", r.f1Max());
        Json.put(node, "f1_threshold", r.f1Threshold());
        Json.put(node, "ms_p50", r.msP50());
        Json.put(node, "ms_p95", r.msP95());
        node.put("model_bytes", r.modelBytes());
        Json.put(node, "teach_seconds", r.teachSeconds());
        ObjectNode types = node.putObject("per_type");
        r.perType().forEach((type, t) -> {
            ObjectNode one = types.putObject(type);
            one.put("n", t.n());
            Json.put(one, "image_auroc", t.imageAuroc());
        });
        return node;
    }

    private static String share(OptionalDouble value) {
        return number("%.4f", value);
    }

    static String number(String format, OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "–";
    }
}
