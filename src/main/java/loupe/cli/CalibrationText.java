package loupe.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import loupe.app.Proposal;
import loupe.app.Scores;
import loupe.calibrate.Confusion;
import loupe.calibrate.LeaveOneTypeOut;
import loupe.calibrate.Limit;
import loupe.calibrate.Policy;
import loupe.calibrate.Rate;
import loupe.calibrate.Words;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;

/** What one policy promises, or several compared: on the console and as JSON. */
final class CalibrationText {
    private static final Words WORDS = new Words(Locale.ENGLISH);

    private final Scores scores;
    private final Optional<Policy> review;
    private final List<Row> rows = new ArrayList<>();

    /** One policy's outcome, or why there is none. */
    private record Row(Policy policy, Optional<Proposal> proposal, Optional<InspectionFault> fault) {}

    CalibrationText(Scores scores, Optional<Policy> review) {
        this.scores = scores;
        this.review = review;
    }

    /** Applies one policy; {@code finish} completes what it proposes. */
    void add(Recipe recipe, String profile, Policy policy, UnaryOperator<Proposal> finish) {
        try {
            Proposal made = finish.apply(Proposal.of(recipe, profile, scores, policy, review));
            rows.add(new Row(policy, Optional.of(made), Optional.empty()));
        } catch (InspectionFault fault) {
            rows.add(new Row(policy, Optional.empty(), Optional.of(fault)));
        }
    }

    /** The first one; throws its fault where it could not be made. */
    Proposal proposal() {
        Row row = rows.get(0);
        return row.proposal().orElseThrow(() -> row.fault().orElseThrow());
    }

    void print(PrintWriter out) {
        if (rows.size() == 1) {
            printOne(proposal(), out);
            return;
        }
        Table table = new Table()
                .row("POLICY", "T_REVIEW", "T_FAIL", "FALSE ALARMS", "ESCAPES", "VERIFIED FALSE ALARMS", "ESCAPES");
        for (Row row : rows) {
            row.proposal()
                    .ifPresentOrElse(
                            p -> compare(table, row.policy(), p),
                            () -> table.row(
                                    row.policy().text(),
                                    row.fault().orElseThrow().code().id(),
                                    "–",
                                    "–",
                                    "–",
                                    "–",
                                    "–"));
        }
        table.print(out);
    }

    private void compare(Table table, Policy policy, Proposal p) {
        Optional<Confusion> checked = p.verified();
        table.row(
                policy.text(),
                WORDS.number(p.rule().review()),
                WORDS.number(p.rule().fail()),
                WORDS.rate(p.confusion().falseAlarms()),
                WORDS.rate(p.confusion().escapes()),
                checked.map(c -> WORDS.rate(c.falseAlarms())).orElse("–"),
                checked.map(c -> WORDS.rate(c.escapes())).orElse("–"));
    }

    private void printOne(Proposal p, PrintWriter out) {
        Table table = new Table()
                .row("score", p.rule().source().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .row("T_review", WORDS.number(p.rule().review()))
                .row("T_fail", WORDS.number(p.rule().fail()))
                .row("pixel threshold", WORDS.number(p.rule().pixel()))
                .row("smallest region", WORDS.number(p.rule().minimumArea()) + " px²");
        Confusion c = p.confusion();
        table.row("false alarms", WORDS.rate(c.falseAlarms()))
                .row("over-kill", WORDS.rate(c.overkill()))
                .row("escapes", WORDS.rate(c.escapes()))
                .row("review load", WORDS.rate(c.reviewLoad()));
        p.verified()
                .ifPresent(v -> table.row("verified false alarms", WORDS.rate(v.falseAlarms()))
                        .row("verified escapes", WORDS.rate(v.escapes())));
        table.print(out);
        out.println();
        for (Limit limit : p.decision().limits()) {
            out.println(WORDS.of(limit.policy()) + ": " + WORDS.of(limit.guarantee()));
        }
        out.println(WORDS.honesty(c.escapes()));
        p.verified().ifPresent(v -> out.println("On the parts kept apart: " + WORDS.honesty(v.escapes())));
        p.decision().cautions().forEach(caution -> out.println("! " + WORDS.of(caution)));
        Map<String, Rate> unseen = unseen(p);
        if (!unseen.isEmpty()) {
            out.println("If a type had been unknown, of it would have escaped:");
            Table types = new Table();
            unseen.forEach((type, rate) -> types.row("  " + type, WORDS.rate(rate)));
            types.print(out);
        }
    }

    private Map<String, Rate> unseen(Proposal p) {
        return LeaveOneTypeOut.escapes(p.images(), rows.get(0).policy(), review);
    }

    ArrayNode tree() {
        ArrayNode list = Json.array();
        for (Row row : rows) {
            ObjectNode node = list.addObject();
            node.put("policy", row.policy().text());
            row.fault().ifPresent(f -> node.put("fault", f.code().id()));
            row.proposal().ifPresent(p -> fill(node, p));
        }
        return list;
    }

    private void fill(ObjectNode node, Proposal p) {
        node.put("score", p.rule().source().name().toLowerCase(Locale.ROOT));
        Json.put(node, "review", p.rule().review());
        Json.put(node, "fail", p.rule().fail());
        Json.put(node, "pixel", p.rule().pixel());
        Json.put(node, "minimum_area", p.rule().minimumArea());
        put(node.putObject("sample"), p.confusion());
        p.verified().ifPresent(v -> put(node.putObject("verified"), v));
        p.promises(Locale.ENGLISH).forEach(node.putArray("promises")::add);
        ArrayNode cautions = node.putArray("cautions");
        p.decision().cautions().forEach(c -> cautions.add(c.kind().name()));
        ObjectNode unseen = node.putObject("unseen_types");
        unseen(p).forEach((type, rate) -> put(unseen, type, rate));
    }

    private static void put(ObjectNode node, Confusion c) {
        put(node, "false_alarms", c.falseAlarms());
        put(node, "overkill", c.overkill());
        put(node, "escapes", c.escapes());
        put(node, "review_load", c.reviewLoad());
    }

    private static void put(ObjectNode node, String key, Rate rate) {
        ObjectNode one = node.putObject(key);
        one.put("count", rate.count());
        one.put("of", rate.of());
        Json.put(one, "low", rate.interval().low());
        Json.put(one, "high", rate.interval().high());
    }
}
