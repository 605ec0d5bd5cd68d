package loupe.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import loupe.config.Home;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What all commands share: the streams, the data folder, progress. */
abstract class Subcommand implements Callable<Integer> {
    @ParentCommand
    private LoupeCommand loupe;

    @Spec
    private CommandSpec spec;

    final Home home() {
        return loupe.home();
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** A combination of options that makes no sense; thrown by the caller. */
    final ParameterException misuse(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    /** Told on standard error: a bar for a person, else a line now and then. */
    final ConsoleProgress progress() {
        return new ConsoleProgress(err(), loupe.interactive());
    }
}
