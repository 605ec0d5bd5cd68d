package loupe.config;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The public key of a station (Ed25519, RFC 8032): tells whether that station signed something. Anybody may have it.
 *
 * @param hex its 32 bytes as 64 lower-case digits
 */
public record VerifyKey(String hex) {
    static final String ALGORITHM = "Ed25519";

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    /** What stands before the 32 bytes in an X.509 key, RFC 8410. */
    private static final String ENCODING = "302a300506032b6570032100";

    private static final int FINGERPRINT_DIGITS = 32;

    public VerifyKey {
        hex = hex.strip().toLowerCase(Locale.ROOT);
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("a public key has 64 hexadecimal digits");
        }
    }

    static VerifyKey of(PublicKey key) {
        return new VerifyKey(HexFormat.of().formatHex(key.getEncoded()).substring(ENCODING.length()));
    }

    boolean verifies(byte[] message, byte[] signature) {
        try {
            PublicKey key = KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(ENCODING + hex)));
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        } catch (GeneralSecurityException e) { // not a point of the curve, or not 64 bytes
            return false;
        }
    }

    /** What people compare: half of the SHA-256 of the 32 bytes, in groups of four digits. */
    public String fingerprint() {
        try {
            byte[] sum =
                    MessageDigest.getInstance("SHA-256").digest(HexFormat.of().parseHex(hex));
            String digits = HexFormat.of().formatHex(sum).substring(0, FINGERPRINT_DIGITS);
            return digits.replaceAll("(.{4})(?!$)", "$1 ");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
