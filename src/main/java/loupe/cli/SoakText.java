package loupe.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import loupe.domain.Outcome;
import loupe.soak.Ledger;
import loupe.soak.SoakReport;
import loupe.soak.Struck;
import loupe.soak.Trend;

/** The report of a soak, for people and as JSON. */
final class SoakText {
    private SoakText() {}

    static void print(SoakReport report, PrintWriter out) {
        faults(report, out);
        ledger(report.ledger(), out);
        trends(report, out);
        report.surprises().forEach(line -> out.println("NOT ORDERED: " + line));
        report.ledger().problems().forEach(line -> out.println("DOES NOT BALANCE: " + line));
        out.println(report.isGood() ? "The ledger balances: every captured picture is accounted for." : "NOT GOOD");
    }

    private static void faults(SoakReport report, PrintWriter out) {
        if (report.faults().isEmpty()) {
            return;
        }
        Table table = new Table().row("AT s", "FAULT", "LINE", "CODES", "BACK AFTER s", "DONE");
        for (Struck f : report.faults()) {
            table.row(
                    number("%.0f", f.seconds()),
                    f.name(),
                    String.join(" ", f.states()),
                    String.join(" ", f.codes()),
                    f.recoverySeconds().isPresent()
                            ? number("%.1f", f.recoverySeconds().getAsDouble())
                            : "never",
                    f.what());
        }
        table.print(out);
        out.println();
    }

    private static void ledger(Ledger ledger, PrintWriter out) {
        Table table = new Table()
                .row("PICTURES", "")
                .row("sent completely by the stream", whole(ledger.sent()))
                .row("  on the wire when a connection ended", whole(ledger.wire()))
                .row("captured", whole(ledger.captured()))
                .row("became of them:", "");
        for (Outcome outcome : Outcome.values()) {
            table.row("  row " + outcome, whole(ledger.judged().get(outcome)));
        }
        table.row("  spoilt by the camera, an ERROR row says so", whole(ledger.spoilt()))
                .row("  replaced by a newer one, counted as skipped", whole(ledger.skipped()))
                .row("  in hand when killed, a TRC-07 row says so", whole(ledger.inHand()))
                .row("  LOST", whole(ledger.lost()));
        table.row("ERROR ROWS BY CODE", "");
        ledger.errors().forEach((code, n) -> table.row("  " + code, whole(n)));
        table.row("PICTURES OF ROWS", "");
        ledger.images().forEach((kept, n) -> table.row("  " + kept, whole(n)));
        table.row("  files without a row", whole(ledger.orphans()));
        table.print(out);
        out.println();
    }

    private static void trends(SoakReport report, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%.1f minutes, %d processes, %d runs, p95 of an inspection %.1f ms; disk: %s%n",
                report.seconds() / 60,
                report.processes(),
                report.runs(),
                report.p95Ms(),
                report.disk());
        Table table = new Table().row("FIGURE", "MEAN", "PER HOUR", "±95 %", "SAMPLES", "");
        for (Trend t : report.trends()) {
            table.row(
                    t.name(),
                    number("%.1f", t.mean()),
                    number("%+.1f", t.slope()),
                    number("%.1f", t.error()),
                    Integer.toString(t.samples()),
                    verdict(t));
        }
        table.print(out);
    }

    private static String verdict(Trend t) {
        return !t.isKnown() ? "too few samples" : t.isFlat() ? "flat" : "GROWS";
    }

    private static String whole(long n) {
        return Long.toString(n);
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
    }

    static ObjectNode tree(SoakReport report) {
        ObjectNode node = Json.object();
        node.put("good", report.isGood());
        node.put("chaos", report.plan().chaos());
        node.put("seed", report.plan().seed());
        Json.put(node, "rate", report.plan().rate());
        Json.put(node, "seconds", report.seconds());
        node.put("processes", report.processes());
        node.put("runs", report.runs());
        Json.put(node, "p95_ms", report.p95Ms());
        node.put("disk", report.disk());
        ArrayNode faults = node.putArray("faults");
        for (Struck f : report.faults()) {
            ObjectNode one = faults.addObject();
            one.put("at", f.at().toString());
            Json.put(one, "seconds", f.seconds());
            one.put("name", f.name());
            f.states().forEach(one.putArray("states")::add);
            f.codes().forEach(one.putArray("codes")::add);
            Json.put(one, "recovery_seconds", f.recoverySeconds());
        }
        node.set("ledger", tree(report.ledger()));
        ArrayNode trends = node.putArray("trends");
        for (Trend t : report.trends()) {
            ObjectNode one = trends.addObject();
            one.put("name", t.name());
            one.put("samples", t.samples());
            Json.put(one, "mean", t.mean());
            Json.put(one, "per_hour", t.slope());
            Json.put(one, "error_95", t.error());
            one.put("flat", t.isFlat());
        }
        report.surprises().forEach(node.putArray("surprises")::add);
        return node;
    }

    private static ObjectNode tree(Ledger ledger) {
        ObjectNode node = Json.object();
        node.put("balances", ledger.balances());
        node.put("sent", ledger.sent());
        node.put("wire", ledger.wire());
        node.put("captured", ledger.captured());
        ObjectNode rows = node.putObject("rows");
        ledger.judged().forEach((outcome, n) -> rows.put(outcome.name(), n));
        node.put("spoilt", ledger.spoilt());
        node.put("skipped", ledger.skipped());
        node.put("in_hand", ledger.inHand());
        node.put("lost", ledger.lost());
        ledger.errors().forEach(node.putObject("errors")::put);
        ledger.images().forEach(node.putObject("images")::put);
        node.put("orphans", ledger.orphans());
        ledger.problems().forEach(node.putArray("problems")::add);
        return node;
    }
}
