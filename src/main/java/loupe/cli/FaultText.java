package loupe.cli;

import java.util.Locale;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Faults as one line on standard error, in the machine's language; the stack trace is in the log. */
final class FaultText {
    private FaultText() {}

    static String of(InspectionFault fault) {
        Locale locale = Locale.getDefault();
        return fault.code().id() + " " + fault.whatHappened(locale) + " — " + fault.whatToDo(locale);
    }

    /** picocli's handler of whatever a command throws. */
    static int onFault(Exception e, CommandLine command, ParseResult parsed) {
        InspectionFault fault =
                e instanceof InspectionFault f ? f : new InspectionFault(FaultCode.SYS_02, e, e.toString());
        command.getErr().println(of(fault));
        return LoupeCommand.FAULT;
    }

    /** picocli's handler of arguments that are not understood. */
    static int onUsage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        command.getErr().println(of(new InspectionFault(FaultCode.OPS_02, e, e.getMessage())));
        UnmatchedArgumentException.printSuggestions(e, command.getErr());
        return LoupeCommand.NOT_UNDERSTOOD;
    }
}
