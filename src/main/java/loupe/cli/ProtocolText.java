package loupe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import loupe.app.EvaluationResult;
import loupe.app.OneVsRest;
import loupe.calibrate.Scoreboard;
import loupe.calibrate.ZeroMiss;

/** What the papers' protocols measured, as tables and as JSON. */
final class ProtocolText {
    private ProtocolText() {}

    static void printZeroMiss(EvaluationResult r, PrintWriter out) {
        ZeroMiss found = zeroMiss(r);
        new Table()
                .row("protocol", Protocol.ZFN.toString())
                .row("accuracy, balanced", ImageFigures.share(found.accuracy()))
                .row("accuracy at ZFN, balanced", ImageFigures.share(found.accuracyZfn()))
                .row("  ZFN at score", EvaluationText.number("%.4g", found.threshold()))
                .row("AUROC", ImageFigures.share(found.auroc()))
                .print(out);
    }

    static void putZeroMiss(ObjectNode node, EvaluationResult r) {
        ZeroMiss found = zeroMiss(r);
        ObjectNode zfn = node.putObject("zfn");
        Json.put(zfn, "accuracy", found.accuracy());
        Json.put(zfn, "accuracy_zfn", found.accuracyZfn());
        Json.put(zfn, "threshold", found.threshold());
        Json.put(zfn, "auroc", found.auroc());
    }

    private static ZeroMiss zeroMiss(EvaluationResult r) {
        return ZeroMiss.of(Scoreboard.of(r.scored()));
    }

    static void printOneVsRest(List<OneVsRest.Row> rows, PrintWriter out) {
        Table table = new Table().row("NORMAL", "GOOD", "OTHERS", "AUROC", "TEACH SECONDS");
        for (OneVsRest.Row row : rows) {
            EvaluationResult r = row.result();
            int good = good(r);
            table.row(
                    row.name(),
                    Integer.toString(good),
                    Integer.toString(r.scored().size() - good),
                    ImageFigures.share(r.imageAuroc()),
                    EvaluationText.number("%.1f", r.teachSeconds()));
        }
        table.row("mean", "", "", ImageFigures.share(OneVsRest.mean(rows)), "").print(out);
    }

    static ObjectNode tree(List<OneVsRest.Row> rows) {
        ObjectNode node = Json.object();
        node.put("protocol", Protocol.ONE_VS_REST.toString());
        Json.put(node, "mean_auroc", OneVsRest.mean(rows));
        for (OneVsRest.Row row : rows) {
            EvaluationResult r = row.result();
            ObjectNode one = node.withArray("classes").addObject();
            one.put("normal", row.name());
            one.put("good", good(r));
            one.put("others", r.scored().size() - good(r));
            one.put("errors", r.errors());
            Json.put(one, "auroc", r.imageAuroc());
            Json.put(one, "teach_seconds", r.teachSeconds());
        }
        return node;
    }

    private static int good(EvaluationResult r) {
        return (int) r.scored().stream().filter(s -> !s.isDefect()).count();
    }
}
