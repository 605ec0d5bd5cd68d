package loupe.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import loupe.access.Access;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Who runs the command, where roles are on. A password is never an argument: every user of a computer sees those. */
final class SignIn {
    @Option(
            names = "--user",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Sign in where roles are on; the password is asked for, or is a line of standard input.")
    private String user;

    private BufferedReader lines;

    /** Does nothing when nobody is named or nobody has to sign in. ACC-02, ACC-03. */
    void into(Access access) {
        if (user == null || !access.isOn()) {
            return;
        }
        char[] password = secret("Password: ");
        try {
            access.signIn(user, password);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    Optional<String> user() {
        return Optional.ofNullable(user);
    }

    /** Typed unseen, or the next line of standard input; empty at its end. */
    @SuppressWarnings("SystemConsoleNull") // Loupe brings its own Java 17, which says null when nobody can type
    char[] secret(String prompt) {
        Console console = System.console();
        if (console != null) {
            return Optional.ofNullable(console.readPassword(prompt)).orElse(new char[0]);
        }
        try {
            if (lines == null) { // one for all: it reads ahead
                lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            }
            String line = lines.readLine();
            return line == null ? new char[0] : line.toCharArray();
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.ACC_02, e);
        }
    }
}
