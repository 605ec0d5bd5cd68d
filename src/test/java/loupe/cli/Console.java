package loupe.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;

/** Runs commands in this process and keeps what they print. */
final class Console {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Runs one command; texts are English whatever the machine speaks. */
    int run(Object... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.ENGLISH);
        try {
            return LoupeCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), false, words);
        } finally {
            Locale.setDefault(before);
        }
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
