package loupe.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.access.Task;
import loupe.app.Workstation;
import loupe.config.Home;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.trace.TraceStore;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands share: the streams, the data folder, progress. */
abstract class Subcommand implements Callable<Integer> {
    private static final Duration DRAIN_ATTEMPT = Duration.ofSeconds(1);
    private static final int DRAIN_ATTEMPTS = 60;

    @Spec
    private CommandSpec spec;

    final Home home() {
        return loupe().home();
    }

    /** The whole command, however deep this one is. */
    private LoupeCommand loupe() {
        return (LoupeCommand) spec.root().userObject();
    }

    /**
     * The data folder of this call, opened; somebody is signed in where the call names one.
     *
     * @param tasks what is about to be done
     * @throws InspectionFault TRC-01, TRC-04, TRC-05, ACC-01 before any long work, ACC-02, ACC-03
     */
    final Workstation open(Task... tasks) {
        Workstation station = Workstation.open(home());
        try {
            signIn().into(station.access());
            List.of(tasks).forEach(station.access()::require);
            return station;
        } catch (RuntimeException e) {
            station.close();
            throw e;
        }
    }

    /** Whom this call names. */
    final SignIn signIn() {
        return loupe().signIn();
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Every word of this call, so that another process can be given the same. */
    final List<String> words() {
        return spec.root().commandLine().getParseResult().originalArgs();
    }

    /** A combination of options that makes no sense; thrown by the caller. */
    final ParameterException misuse(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    /**
     * Waits until everything that was inspected is in the journal.
     *
     * @return why it is not: what the journal suffers from, or TRC-03 when it is only too slow
     */
    static Optional<InspectionFault> awaitRecorded(TraceStore trace) {
        for (int i = 0; i < DRAIN_ATTEMPTS; i++) {
            if (trace.drain(DRAIN_ATTEMPT)) {
                return Optional.empty();
            }
            Optional<InspectionFault> fault = trace.health().fault();
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.of(new InspectionFault(FaultCode.TRC_03, "it is too slow"));
    }

    /** Told on standard error: a bar for a person, else a line now and then. */
    final ConsoleProgress progress() {
        return new ConsoleProgress(err(), loupe().interactive());
    }
}
