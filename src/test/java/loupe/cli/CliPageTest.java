package loupe.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import loupe.GeneratedPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** The page of the command line in the manual is what the commands say of themselves. */
class CliPageTest {
    private static final Path PAGE = Path.of("src", "site", "markdown", "cli.md");
    private static final int WIDTH = 100;

    private final Locale before = Locale.getDefault();

    @BeforeEach
    void english() {
        Locale.setDefault(Locale.ENGLISH);
    }

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @Test
    void thePageIsUpToDate() throws IOException {
        CommandLine loupe = LoupeCommand.commandLine(false);
        StringBuilder page = new StringBuilder("""
                # Command line

                """);
        page.append(GeneratedPage.note(CliPageTest.class)).append("""

                        `loupe` without a command, or with files and folders, opens the window. With a command it works without
                        one. Results go to standard output, everything else to standard error. A fault is one line, its code
                        first: [Troubleshooting](troubleshooting.md). `--home DIR` may stand before or behind every command.

                        | command | |
                        |---|---|
                        """);
        list(loupe, page);
        page.append("\n| exit code | |\n|---|---|\n| 0 | done; where parts are judged: all pass |\n")
                .append("| 1 | a part is not good |\n| 2 | a fault |\n| 64 | the command was not understood |\n");
        write(loupe, page);
        GeneratedPage.check(PAGE, page.toString(), CliPageTest.class);
    }

    private static void list(CommandLine command, StringBuilder page) {
        for (CommandLine sub : command.getSubcommands().values()) {
            CommandSpec spec = sub.getCommandSpec();
            if (!spec.usageMessage().hidden()) {
                String name = spec.qualifiedName(" ");
                page.append("| [%s](#%s) | %s |\n".formatted(name, name.replace(' ', '-'), first(spec)));
                list(sub, page);
            }
        }
    }

    /** The first sentence. */
    private static String first(CommandSpec spec) {
        String all = String.join(" ", spec.usageMessage().description()).replace("|", "\\|");
        int end = all.indexOf(". ");
        return end < 0 ? all : all.substring(0, end + 1);
    }

    private static void write(CommandLine command, StringBuilder page) {
        CommandSpec spec = command.getCommandSpec();
        if (spec.usageMessage().hidden()) {
            return;
        }
        String name = spec.qualifiedName(" ");
        spec.usageMessage().width(WIDTH);
        // headings of one word name themselves
        page.append(name.contains(" ") ? "\n<a id=\"%s\"></a>\n".formatted(name.replace(' ', '-')) : "");
        page.append("\n## %s\n\n```text\n".formatted(name));
        page.append(command.getUsageMessage(Ansi.OFF)
                        .replace(System.lineSeparator(), "\n")
                        .stripTrailing())
                .append("\n```\n");
        command.getSubcommands().values().forEach(sub -> write(sub, page));
    }
}
