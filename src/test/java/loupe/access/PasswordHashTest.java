package loupe.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PasswordHashTest {
    /** RFC 7914, section 11: PBKDF2-HMAC-SHA-256 with 64 bytes of output. */
    @Test
    void derivesWhatTheStandardSays() {
        assertThat(hex("passwd", "salt", 1))
                .isEqualTo("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
                        + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783");
        assertThat(hex("Password", "NaCl", 80_000))
                .isEqualTo("4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
                        + "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d");
    }

    private static String hex(String password, String salt, int iterations) {
        byte[] bytes = salt.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(PasswordHash.derive(password.toCharArray(), bytes, iterations, 64));
    }

    @Test
    void equalPasswordsHaveOtherSalts() {
        PasswordHash one = PasswordHash.of("correct horse".toCharArray(), 10);
        PasswordHash two = PasswordHash.of("correct horse".toCharArray(), 10);
        assertThat(one).isNotEqualTo(two);
        assertThat(one.isOf("correct horse".toCharArray())).isTrue();
        assertThat(one.isOf("correct horsf".toCharArray())).isFalse();
        assertThat(one.isOf(new char[0])).isFalse();
        assertThat(one).hasToString("PasswordHash");
    }

    @Test
    void theRealNumberOfIterationsIsWhatOwaspAsksFor() {
        assertThat(PasswordHash.ITERATIONS).isEqualTo(600_000);
        assertThat(PasswordHash.of("correct horse".toCharArray(), PasswordHash.ITERATIONS)
                        .isOf("correct horse".toCharArray()))
                .isTrue();
    }
}
