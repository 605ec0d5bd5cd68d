package loupe.cli;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import loupe.app.LogFile;
import loupe.config.Home;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command {@code loupe}. Results go to standard output, everything else to standard error; a fault is one line,
 * {@code CODE what happened — what to do}. Exit codes: 0 done (all pass), 1 a part is not good, 2 a fault, 64 the
 * command was not understood.
 */
@Command(
        name = "loupe",
        description =
                "Inspects parts with detectors that were taught on good ones. Without a command: opens the window.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            InspectCommand.class,
            LiveCommand.class,
            TeachCommand.class,
            EvaluateCommand.class,
            ScoreCommand.class,
            CalibrateCommand.class,
            MetricsCommand.class,
            DetectabilityCommand.class,
            SeeCommand.class,
            BenchCommand.class,
            SoakCommand.class,
            DemoCommand.class,
            ModelsCommand.class,
            RecipesCommand.class,
            AuditCommand.class,
            PasswordCommand.class,
            DistillCommand.class,
            TrainCommand.class
        },
        footer = {"", "Exit codes: 0 done, 1 a part is not good, 2 a fault, 64 not understood."})
public final class LoupeCommand implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LoupeCommand.class);

    static final int NOT_GOOD = 1;
    static final int FAULT = 2;
    static final int NOT_UNDERSTOOD = 64;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Data folder: recipes, models, journal, log (default: the platform's place).")
    private Path home;

    @Mixin
    private SignIn signIn;

    @Spec
    private CommandSpec spec;

    private final boolean interactive;

    LoupeCommand(boolean interactive) {
        this.interactive = interactive;
    }

    /** Runs one command on the process's own streams and returns its exit code. */
    public static int run(String... args) {
        boolean interactive = CommandLine.Help.Ansi.AUTO.enabled(); // asks whether a person's terminal is there
        Charset charset = interactive ? System.console().charset() : StandardCharsets.UTF_8;
        Charset known = charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
        PrintWriter out = writer(System.out, known);
        PrintWriter err = writer(System.err, known);
        int code = run(out, err, interactive, args);
        out.flush();
        err.flush();
        return code;
    }

    /** Whether this is the name of a command. */
    public static boolean isCommand(String word) {
        return commandLine(false).getSubcommands().containsKey(word);
    }

    static int run(PrintWriter out, PrintWriter err, boolean interactive, String... args) {
        try {
            return commandLine(interactive).setOut(out).setErr(err).execute(args);
        } catch (LinkageError | OutOfMemoryError e) {
            LOG.error("the command failed", e);
            err.println(FaultText.of(new InspectionFault(FaultCode.SYS_02, e, e.toString())));
            return FAULT;
        }
    }

    static CommandLine commandLine(boolean interactive) {
        LoupeCommand loupe = new LoupeCommand(interactive);
        CommandLine line = new CommandLine(loupe);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionStrategy(loupe::executeWithLog);
        line.setExecutionExceptionHandler(FaultText::onFault);
        line.setParameterExceptionHandler(FaultText::onUsage);
        line.getSubcommands().values().forEach(LoupeCommand::addHelp);
        return line;
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
        command.getCommandSpec().versionProvider(new VersionText());
        command.getCommandSpec().usageMessage().sortOptions(false).abbreviateSynopsis(false);
    }

    private int executeWithLog(ParseResult parsed) {
        if (CommandLine.printHelpIfRequested(parsed)) {
            return 0;
        }
        try (LogFile log = LogFile.in(home().logs())) {
            log.start(parsed.originalArgs());
            return executeLogged(parsed);
        }
    }

    private static int executeLogged(ParseResult parsed) {
        try {
            return new RunLast().execute(parsed);
        } catch (CommandLine.ExecutionException e) {
            LOG.error("the command failed", e.getCause() == null ? e : e.getCause());
            throw e;
        }
    }

    private static PrintWriter writer(OutputStream stream, Charset charset) {
        return new PrintWriter(new OutputStreamWriter(stream, charset), true);
    }

    /** The data folder of this call. */
    Home home() {
        return home == null ? Home.standard() : new Home(home);
    }

    /** Whom this call names. */
    SignIn signIn() {
        return signIn;
    }

    /** True when a person watches, so that a bar may be drawn over itself. */
    boolean interactive() {
        return interactive;
    }

    /** {@code loupe --home DIR} alone reaches this only when the window was not wanted. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "A command is missing.");
    }
}
