package loupe.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import loupe.app.ShadowReport;
import loupe.app.ShadowReport.Disagreement;
import loupe.calibrate.McNemar;
import loupe.calibrate.Words;
import loupe.domain.Inspection;
import loupe.domain.Recipe;

/** What a shadow found, for people and for programs. */
final class ShadowText {
    private ShadowText() {}

    static void print(ShadowReport report, PrintWriter out) {
        McNemar t = report.table();
        out.println();
        new Table()
                .row("shadow", report.candidate().map(ShadowText::name).orElse("–"))
                .row("compared with", report.line().map(ShadowText::name).orElse("–"))
                .row("parts", Long.toString(t.parts()))
                .row("dropped", Long.toString(report.dropped()))
                .print(out);
        out.println();
        new Table()
                .row("", "SHADOW GOOD", "SHADOW NOT GOOD")
                .row("line good", Long.toString(t.bothGood()), Long.toString(t.onlyFirst()))
                .row("line not good", Long.toString(t.onlySecond()), Long.toString(t.neitherGood()))
                .print(out);
        out.println();
        if (!report.disagreements().isEmpty()) {
            Table table = new Table().row("PART", "LINE", "SCORE", "SHADOW", "SCORE", "ID");
            for (Disagreement d : report.disagreements()) {
                table.row(
                        Long.toString(d.line().frame().id()),
                        d.line().outcome().name(),
                        score(d.line()),
                        d.shadow().outcome().name(),
                        score(d.shadow()),
                        d.line().id());
            }
            table.print(out);
            out.println();
        }
        out.println(new Words(Locale.ENGLISH).of(t));
    }

    private static String name(Recipe recipe) {
        return recipe.id() + " v" + recipe.version();
    }

    private static String score(Inspection i) {
        return String.format(Locale.ROOT, "%.4f", i.verdict().score());
    }

    static ObjectNode tree(ShadowReport report) {
        ObjectNode node = Json.object();
        McNemar t = report.table();
        node.put("candidate", report.candidate().map(ShadowText::name).orElse(""));
        node.put("line", report.line().map(ShadowText::name).orElse(""));
        node.put("parts", t.parts()).put("dropped", report.dropped());
        node.put("both_good", t.bothGood()).put("only_line_good", t.onlyFirst());
        node.put("only_shadow_good", t.onlySecond()).put("neither_good", t.neitherGood());
        Json.put(node, "p", t.p());
        ArrayNode list = node.putArray("disagreements");
        for (Disagreement d : report.disagreements()) {
            ObjectNode one = list.addObject().put("id", d.line().id());
            one.put("part", d.line().frame().id());
            one.put("line", d.line().outcome().name());
            Json.put(one, "line_score", d.line().verdict().score());
            one.put("shadow", d.shadow().outcome().name());
            Json.put(one, "shadow_score", d.shadow().verdict().score());
        }
        return node;
    }
}
