package loupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LoupeCommandTest {
    @TempDir
    Path home;

    private final Console console = new Console();

    @Test
    void everyCommandHasHelpAndEveryOptionIsDescribed() {
        assertThat(console.run("--help")).isZero();
        assertThat(console.out()).contains("Usage: loupe", "--home");
        CommandLine.Model.CommandSpec spec = LoupeCommand.commandLine(false).getCommandSpec();
        spec.subcommands().forEach((name, command) -> {
            assertThat(console.run(name, "--help")).as(name).isZero();
            assertThat(console.out()).contains("Usage: loupe " + name);
            command.getCommandSpec()
                    .args()
                    .forEach(arg -> assertThat(arg.description())
                            .as(name + " " + arg.paramLabel())
                            .isNotEmpty());
        });
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void versionNamesTheJava() {
        assertThat(console.run("--version")).isZero();
        assertThat(console.out()).startsWith("Loupe ").contains("Java ");
    }

    @Test
    void whatIsNotUnderstoodIsOneLineAndExitCode64() {
        for (String[] args : new String[][] {{"fly"}, {"--hom"}, {"--home", home.toString()}, {"models", "--fast"}}) {
            assertThat(console.run((Object[]) args)).isEqualTo(64);
            assertThat(console.err()).startsWith("OPS-02 ").doesNotContain("Exception");
            assertThat(console.out()).isEmpty();
        }
    }

    @Test
    void aFaultIsOneLineAndExitCode2WithItsTraceInTheLog() throws Exception {
        assertThat(console.run("--home", home, "models", home.resolve("missing.onnx")))
                .isEqualTo(2);
        assertThat(console.err())
                .startsWith("IMG-05 ")
                .contains("missing.onnx", " — ")
                .hasLineCount(1);
        assertThat(Files.readString(home.resolve("logs/loupe.log"))).contains("IMG-05", "\tat loupe.");
    }

    @Test
    void homeMayStandOnEitherSideOfTheCommand() {
        assertThat(console.run("recipes", "--home", home, "--json")).isZero();
        assertThat(console.out()).isEqualToIgnoringWhitespace("[ ]");
        assertThat(console.run("--home", home, "recipes")).isZero();
        assertThat(console.err()).contains("No recipes in " + home);
    }

    @Test
    void aDamagedRecipeIsNamed() throws Exception {
        Path file = home.resolve("recipes/bolt/v0001.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{");
        assertThat(console.run("--home", home, "recipes")).isEqualTo(2);
        assertThat(console.err()).contains("REC-02 ", "bolt v1");
    }

    @Test
    void progressDrawsABarOrPlainLines() {
        StringWriter bar = new StringWriter();
        try (ConsoleProgress progress = new ConsoleProgress(new PrintWriter(bar), true)) {
            progress.update("evaluate.images", 0, 2);
            progress.update("evaluate.images", 2, 2);
        }
        assertThat(bar.toString()).contains("\r[------------------------------] Inspecting 0/2", "] Inspecting 2/2");
        assertThat(bar.toString()).endsWith("\r");
        StringWriter plain = new StringWriter();
        try (ConsoleProgress progress = new ConsoleProgress(new PrintWriter(plain), false)) {
            progress.update("evaluate.images", 0, 2);
            progress.update("evaluate.images", 1, 2);
            progress.update("no.such.phase", 0, 0);
        }
        assertThat(plain.toString().lines()).containsExactly("Inspecting", "no.such.phase");
    }
}
