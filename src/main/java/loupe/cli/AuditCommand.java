package loupe.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.regex.Pattern;
import loupe.trace.AuditCheck;
import loupe.trace.AuditLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Who changed what. Only reads, so it works while another Loupe runs on the data folder. */
@Command(name = "audit", description = "Lists who changed what, when and why, oldest first; verify checks the list.")
final class AuditCommand extends Subcommand {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{16,64}");

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        AuditLog.Reading reading = new AuditLog(home().audit()).read();
        if (json) {
            ArrayNode list = Json.array();
            reading.acts().forEach(a -> list.add(tree(a)));
            out().println(Json.text(list));
        } else if (reading.acts().isEmpty()) {
            err().println("No acts in " + home().audit() + ".");
        } else {
            Table table = new Table().row("WHEN", "ACT", "SUBJECT", "WHO", "WHY");
            reading.acts().forEach(a -> table.row(a.at().toString(), a.act(), a.subject(), a.who(), oneLine(a.why())));
            table.print(out());
        }
        if (!reading.check().intact()) {
            err().println("The list is not as it was written: loupe audit verify says where.");
        }
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Checks that every act still follows the one before it and that the end is there.",
                "Exit code 0: as it was written; 1: it is not."
            })
    int verify(
            @Option(
                            names = "--head",
                            paramLabel = "DIGEST",
                            description =
                                    "Digest that was written down elsewhere, at least 16 digits: must be in the list.")
                    String head) {
        String noted = head == null ? "" : head.strip().toLowerCase(Locale.ROOT);
        if (head != null && !DIGEST.matcher(noted).matches()) {
            throw misuse("--head wants 16 to 64 hexadecimal digits.");
        }
        AuditCheck check = new AuditLog(home().audit()).read().check();
        check.unreadable()
                .forEach(line -> out().println("Line " + line + " is no act: half a line is what a power cut leaves."
                        + " What it said is lost; the acts around it still follow each other."));
        check.broken().ifPresent(line -> out().println(broken(line)));
        if (check.end() == AuditCheck.End.CUT) {
            out().println("The newest act that was noted is not there: lines at the end were removed or changed.");
        } else if (check.end() == AuditCheck.End.UNKNOWN && check.lines() > 0) {
            out().println("Whether lines at the end are missing is not known: nobody noted the newest act.");
        }
        boolean held = noted.isEmpty() || check.holds(noted);
        if (!held) {
            out().println("No act has the digest " + noted + ": acts up to the one it was noted at are missing or"
                    + " were written anew.");
        }
        boolean good = check.intact() && held;
        out().println(check.digests().size() + " acts in " + check.lines() + " lines: "
                + (good ? "as they were written." : "NOT as they were written."));
        out().println("Newest act: " + check.head());
        return good ? 0 : LoupeCommand.NOT_GOOD;
    }

    private static String broken(int line) {
        return line == 1
                ? "Line 1 is not the first that was written: lines before it were removed."
                : "Line " + line
                        + " does not follow the act before it: that one was changed, or lines between them were"
                        + " removed, added or moved. Nothing from there on proves anything; the acts before it stand.";
    }

    private static String oneLine(String why) {
        return why.replaceAll("\\s+", " ");
    }

    private static ObjectNode tree(AuditLog.Act act) {
        ObjectNode node = Json.object();
        node.put("at", act.at().toString());
        node.put("act", act.act());
        node.put("subject", act.subject());
        node.put("who", act.who());
        node.put("why", act.why());
        return node;
    }
}
