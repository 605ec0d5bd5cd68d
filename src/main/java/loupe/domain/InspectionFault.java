package loupe.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Something a person must know about: a stable code, what happened and what to do. The only exception that crosses
 * package borders.
 */
public final class InspectionFault extends RuntimeException {
    private final FaultCode code;
    private final transient List<Object> args;

    public InspectionFault(FaultCode code, Object... args) {
        this(code, null, args);
    }

    public InspectionFault(FaultCode code, Throwable cause, Object... args) {
        super(code.id() + " " + code.whatHappened(Locale.ENGLISH, args), cause);
        this.code = code;
        this.args = Arrays.asList(args.clone());
    }

    public FaultCode code() {
        return code;
    }

    /** What the texts are filled with, so that another process can say the same. */
    public List<Object> args() {
        return args;
    }

    public String whatHappened(Locale locale) {
        return code.whatHappened(locale, args.toArray());
    }

    public String whatToDo(Locale locale) {
        return code.whatToDo(locale, args.toArray());
    }
}
