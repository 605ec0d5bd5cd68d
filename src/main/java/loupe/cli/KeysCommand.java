package loupe.cli;

import java.util.List;
import loupe.access.Task;
import loupe.app.Workstation;
import loupe.config.Home;
import loupe.config.StationKey;
import loupe.config.TrustedKeys;
import loupe.config.VerifyKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whose recipe files this station trusts, and the key it signs with. */
@Command(name = "keys", description = "Lists the keys whose recipe files are trusted; subcommands change them.")
final class KeysCommand extends Subcommand {
    @Override
    public Integer call() {
        TrustedKeys trusted = new TrustedKeys(home().trustedKeys());
        List<TrustedKeys.Named> keys = trusted.list();
        if (!keys.isEmpty()) {
            Table table = new Table().row("NAME", "FINGERPRINT", "KEY");
            keys.forEach(n -> table.row(n.name(), n.key().fingerprint(), n.key().hex()));
            table.print(out());
        }
        String rule = trusted.isRequired()
                ? "Only recipe files that one of these keys or this station signed are imported."
                : "Every recipe file whose signature is not broken is imported; who signed it is said.";
        out().println(rule);
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Prints the public key that this station signs with; made at the first call.")
    int own() {
        Home made = home().create();
        VerifyKey key = StationKey.in(made.stationKey()).verifyKey();
        out().println(key.hex());
        err().println("Fingerprint " + key.fingerprint() + ". On another station: loupe recipes keys trust " + key.hex()
                + " NAME");
        return 0;
    }

    @Command(mixinStandardHelpOptions = true, description = "Trusts a key from now on.")
    int trust(
            @Parameters(paramLabel = "KEY", description = "What “keys own” printed on the other station.") String hex,
            @Parameters(paramLabel = "NAME", description = "Name for people.") String name) {
        VerifyKey key = key(hex);
        try (Workstation station = open(Task.SECURITY)) {
            station.keys().trust(key, name);
        }
        out().println("“" + name + "” is trusted: " + key.fingerprint() + ".");
        return 0;
    }

    @Command(mixinStandardHelpOptions = true, description = "Trusts a key no longer; imported recipes stay.")
    int forget(@Parameters(paramLabel = "NAME", description = "Name or key.") String name) {
        try (Workstation station = open(Task.SECURITY)) {
            List<TrustedKeys.Named> gone = station.keys().trusted().stream()
                    .filter(n -> n.name().equals(name) || n.key().hex().equals(name))
                    .toList();
            if (gone.isEmpty()) {
                throw misuse("No trusted key is called “" + name + "”.");
            }
            gone.forEach(n -> station.keys().forget(n.key()));
            gone.forEach(n -> out().println("“" + n.name() + "” is no longer trusted."));
        }
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Imports only files that a trusted key signed; with --off unsigned and unknown ones too.")
    int require(
            @Option(names = "--off", description = "Take files of unknown keys and unsigned ones too.") boolean off) {
        try (Workstation station = open(Task.SECURITY)) {
            station.keys().require(!off);
        }
        out().println(off ? "Unsigned files and unknown keys are taken." : "Only files of trusted keys are taken.");
        return 0;
    }

    private VerifyKey key(String hex) {
        try {
            return new VerifyKey(hex);
        } catch (IllegalArgumentException e) {
            throw misuse(e.getMessage() + ".");
        }
    }
}
