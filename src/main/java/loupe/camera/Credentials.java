package loupe.camera;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps names and passwords of network cameras out of everything that is shown, logged or stored as a name. */
final class Credentials {
    private static final Pattern PARAMETER = Pattern.compile("([^?&#=]+)=([^&#]*)");
    private static final Pattern LOCAL = Pattern.compile("(?i)(demo|usb|video|folder):");
    private static final Set<String> SECRET = Set.of(
            "user",
            "usr",
            "username",
            "login",
            "loginuse",
            "pwd",
            "pass",
            "passwd",
            "password",
            "loginpas",
            "token",
            "auth",
            "key",
            "apikey",
            "secret",
            "sid",
            "session");

    private Credentials() {}

    static String mask(URI uri) {
        return maskText(uri.toString());
    }

    /**
     * Masks what stands before the last @ (a password may hold any character, unescaped) and the values of parameters
     * that are known to be secrets. Rather too much than too little.
     */
    static String maskText(String address) {
        int at = address.lastIndexOf('@');
        int start = address.indexOf("//");
        if (start < 0 || LOCAL.matcher(address).lookingAt()) {
            return address;
        }
        String masked = at > start ? address.substring(0, start) + "//***" + address.substring(at) : address;
        Matcher m = PARAMETER.matcher(masked);
        return m.replaceAll(p -> Matcher.quoteReplacement(
                SECRET.contains(p.group(1).toLowerCase(Locale.ROOT)) ? p.group(1) + "=***" : p.group()));
    }
}
