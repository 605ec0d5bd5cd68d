package loupe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import loupe.app.EvaluationResult;
import loupe.app.Workstation;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.WholeFile;
import loupe.report.Certificate;
import loupe.report.EvaluationHtml;

/** An evaluation as a table and as JSON. */
final class EvaluationText {
    private EvaluationText() {}

    static void print(EvaluationResult r, PrintWriter out) {
        rows(r).print(out);
        out.println();
        Table types = new Table().row("TYPE", "IMAGES", "IMAGE AUROC");
        r.perType().forEach((type, t) -> types.row(type, Integer.toString(t.n()), share(t.imageAuroc())));
        types.print(out);
    }

    private static Table rows(EvaluationResult r) {
        Table table = new Table()
                .row("data set", r.dataset())
                .row("images", Integer.toString(r.images()))
                .row("pixel AUROC", share(r.pixelAuroc()))
                .row("pixel AP", share(r.pixelAp()))
                .row("AU-PRO 0.3", share(r.auPro()))
                .row("AU-PRO 0.05", share(r.auProStrict()));
        ImageFigures.rows(table, r.imageMetrics());
        table.row("ms p50", number("%.1f", r.msP50()))
                .row("ms p95", number("%.1f", r.msP95()))
                .row("model bytes", Long.toString(r.modelBytes()))
                .row("teach seconds", number("%.1f", r.teachSeconds()));
        return table;
    }

    static ObjectNode tree(EvaluationResult r) {
        ObjectNode node = Json.object();
        node.put("dataset", r.dataset());
        node.put("images", r.images());
        node.put("errors", r.errors());
        ImageFigures.put(node, r.imageMetrics());
        Json.put(node, "pixel_auroc", r.pixelAuroc());
        Json.put(node, "pixel_ap", r.pixelAp());
        Json.put(node, "au_pro", r.auPro());
        Json.put(node, "au_pro_0.05", r.auProStrict());
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

    /** The same figures as a page, with plots and pictures of the mistakes at the best F1. */
    static void write(Path file, EvaluationResult r, List<Certificate.Mistake> mistakes) {
        Map<String, String> figures = new LinkedHashMap<>();
        rows(r).cells().forEach(row -> figures.put(row.get(0).strip(), row.get(1)));
        r.perType().forEach((type, t) -> {
            if (t.imageAuroc().isPresent()) {
                figures.put("image AUROC, " + type + " (" + t.n() + ")", share(t.imageAuroc()));
            }
        });
        EvaluationHtml.Page page = new EvaluationHtml.Page(
                r.dataset(),
                "Loupe " + Workstation.version(),
                figures,
                r.scored(),
                r.f1Threshold().orElse(Double.NaN),
                mistakes);
        try {
            WholeFile.write(file, out -> EvaluationHtml.write(out, page, Locale.getDefault()));
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, file, String.valueOf(e.getMessage()));
        }
    }

    private static String share(OptionalDouble value) {
        return number("%.4f", value);
    }

    static String number(String format, OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "–";
    }
}
