package loupe.cli;

import java.util.Arrays;
import loupe.access.Access;
import loupe.app.Workstation;
import picocli.CommandLine.Command;

/** Another password of one's own; those of others are changed by an administrator in the window. */
@Command(
        name = "password",
        description = {
            "Changes the password of --user, who knows the old one.",
            "Asks for the old one and twice for the new one: without a terminal, three lines of standard input."
        },
        footer = {"", "Exit codes: 0 changed, 2 a fault, 64 not understood."})
final class PasswordCommand extends Subcommand {
    @Override
    public Integer call() {
        String name = signIn().user().orElseThrow(() -> misuse("--user is missing."));
        try (Workstation station = Workstation.open(home())) {
            if (!station.access().isOn()) {
                throw misuse("Roles are off: nobody has a password.");
            }
            change(station.access(), name);
        }
        out().println("The password of " + name + " is changed.");
        return 0;
    }

    private void change(Access access, String name) {
        char[] old = signIn().secret("Password: ");
        char[] next = signIn().secret("New password: ");
        char[] again = signIn().secret("New password again: ");
        try {
            if (!Arrays.equals(next, again)) {
                throw misuse("The two new passwords differ.");
            }
            access.signIn(name, old);
            access.changePassword(old, next);
        } finally {
            Arrays.fill(old, '\0');
            Arrays.fill(next, '\0');
            Arrays.fill(again, '\0');
        }
    }
}
